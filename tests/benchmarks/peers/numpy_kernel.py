"""Analytic ReLU NTK, vectorised: for each line read from standard input, computes it and prints milliseconds and sum.

usage: numpy_kernel.py INPUTS DEPTH, a file of float64 numbers, one point of the plane after another.
Parametrisation: NTK, sigma_w = sqrt 2, sigma_b = 0.1. Source: Jacot et al. 2018, theorem 1; Cho & Saul 2009.
"""

import sys
import time

import numpy as np


def relu_ntk(x, depth, weight=2.0, bias=0.01):
    covariance = weight * (x @ x.T) / x.shape[1] + bias
    kernel = covariance.copy()
    for _ in range(depth):
        deviations = np.sqrt(np.diag(covariance))
        norms = np.outer(deviations, deviations)
        cosine = np.clip(covariance / norms, -1, 1)
        angle = np.pi - np.arccos(cosine)
        derivative = weight * angle / (2 * np.pi)
        covariance = weight * norms * (np.sqrt(1 - cosine**2) + cosine * angle) / (2 * np.pi) + bias
        kernel = covariance + kernel * derivative
    return kernel


points = np.fromfile(sys.argv[1]).reshape(-1, 2)
for _ in sys.stdin:
    begin = time.perf_counter()
    total = relu_ntk(points, int(sys.argv[2])).sum()
    print((time.perf_counter() - begin) * 1e3, total, flush=True)
