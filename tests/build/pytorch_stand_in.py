"""A few modules with the attributes of PyTorch's that docs/pytorch_weights.py reads, and their forward pass on lists.

Prints {document, weights, outputs} of the model named by the argument, or {error}.
"""

import json
import math
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / 'docs'))
sys.dont_write_bytecode = True
from pytorch_weights import experiment_of  # noqa: E402


class Tensor:
    def __init__(self, values):
        self.values = values
        self.shape = (len(values), *([len(values[0])] if isinstance(values[0], list) else []))
        self.requires_grad = True

    def detach(self):
        return self

    def tolist(self):
        return self.values


class Linear:
    def __init__(self, inputs, outputs, bias=True):
        draw = lambda: random.uniform(-1, 1) / math.sqrt(inputs)
        self.weight = Tensor([[draw() for _ in range(inputs)] for _ in range(outputs)])
        self.bias = Tensor([draw() for _ in range(outputs)]) if bias else None

    def __call__(self, x):
        return [
            sum(w * v for w, v in zip(row, x)) + b for row, b in zip(self.weight.values, self.bias.values)
        ]

    def freeze(self):
        self.weight.requires_grad = self.bias.requires_grad = False
        return self


def entrywise(name, function, **options):
    def call(self, x):
        return [function(v) for v in x]

    return type(name, (), {'__call__': call, **options})()


def softplus():
    return entrywise('Softplus', lambda v: math.log1p(math.exp(v)), beta=1)


def gelu(approximate='none'):
    return entrywise('GELU', lambda v: v * (1 + math.erf(v / math.sqrt(2))) / 2, approximate=approximate)


def tanh():
    return entrywise('Tanh', math.tanh)


def relu():
    return entrywise('ReLU', lambda v: max(v, 0))


def leaky_relu(slope=0.01):
    return entrywise('LeakyReLU', lambda v: v if v > 0 else slope * v, negative_slope=slope)


def sigmoid():
    return entrywise('Sigmoid', lambda v: 1 / (1 + math.exp(-v)))


def silu():
    return entrywise('SiLU', lambda v: v / (1 + math.exp(-v)))


def mixed():
    """Of layer 1 only the weight is trained."""
    layer = Linear(3, 4)
    layer.bias.requires_grad = False
    return [layer, tanh(), Linear(4, 1)]


MODELS = {
    'tanh': lambda: [Linear(3, 5), tanh(), Linear(5, 2)],
    'gelu': lambda: [Linear(3, 4), gelu(), Linear(4, 6), gelu(), Linear(6, 2)],
    'softplus': lambda: [Linear(3, 4), softplus(), Linear(4, 2)],
    'relu': lambda: [Linear(3, 7), relu(), Linear(7, 1)],
    'leakyRelu': lambda: [Linear(3, 7), leaky_relu(), Linear(7, 1)],
    'sigmoid': lambda: [Linear(3, 7), sigmoid(), Linear(7, 1)],
    'swish': lambda: [Linear(3, 7), silu(), Linear(7, 1)],
    'linear': lambda: [Linear(3, 4), Linear(4, 1)],
    'frozen': lambda: [Linear(3, 4).freeze(), tanh(), Linear(4, 3).freeze(), tanh(), Linear(3, 1)],
    'mixed': mixed,
    'all frozen': lambda: [Linear(3, 4).freeze(), tanh(), Linear(4, 1).freeze()],
    'other activation': lambda: [Linear(3, 4), entrywise('Hardtanh', abs), Linear(4, 1)],
    'other slope': lambda: [Linear(3, 4), leaky_relu(0.2), Linear(4, 1)],
    'approximate': lambda: [Linear(3, 4), gelu('tanh'), Linear(4, 1)],
    'two activations': lambda: [Linear(3, 4), tanh(), Linear(4, 4), relu(), Linear(4, 1)],
    'activation at the end': lambda: [Linear(3, 4), tanh(), Linear(4, 1), tanh()],
    'one missing': lambda: [Linear(3, 4), tanh(), Linear(4, 4), Linear(4, 1)],
    'one layer': lambda: [Linear(3, 1)],
    'no bias': lambda: [Linear(3, 4, bias=False), tanh(), Linear(4, 1)],
}


def forward(model, x):
    for layer in model:
        x = layer(x)
    return x


def main():
    random.seed(1)
    model = MODELS[sys.argv[1]]()
    inputs = [[random.gauss(0, 1) for _ in range(3)] for _ in range(4)]
    outputs = 2 if sys.argv[1] in ('tanh', 'gelu', 'softplus') else 1
    try:
        document, weights = experiment_of(model, Tensor(inputs), [[0.5] * outputs] * 4)
    except ValueError as error:
        print(json.dumps({'error': str(error)}))
        return
    print(
        json.dumps({'document': document, 'weights': weights, 'outputs': [forward(model, x) for x in inputs]})
    )


main()
