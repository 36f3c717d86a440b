#pragma once

/// The library in one include, target ntk::engine: what a program of one's own uses. `engine/examples/` has
/// three.

#include "engine/data/dataset.hpp"                // training and probe points of a document
#include "engine/dynamics/ensemble.hpp"           // mean and covariance of infinitely wide networks at time t
#include "engine/dynamics/exponential_flow.hpp"   // gradient flow in the parameters
#include "engine/dynamics/kernel_flow.hpp"        // gradient flow with a kernel, every t in [0, infinity]
#include "engine/dynamics/kernel_regression.hpp"  // the same at t = infinity by Cholesky
#include "engine/dynamics/time_grid.hpp"          // 0, log-spaced, infinity
#include "engine/experiment/job.hpp"            // network, linearisation and limit of one document, in slices
#include "engine/experiment/sweep_cell.hpp"     // one cell of a sweep
#include "engine/kernels/analytic_kernel.hpp"   // NTK and NNGP of infinite width
#include "engine/kernels/monte_carlo.hpp"       // kernels averaged over networks
#include "engine/network/empirical_kernel.hpp"  // NTK and NNGP of a finite network
#include "engine/network/tape.hpp"              // forward, backward, products with the Jacobian
#include "engine/spec/consistency.hpp"          // what is wrong with a document
#include "engine/spec/experiment.hpp"           // the document and its defaults
#include "engine/spec/sweep.hpp"                // families of documents
#include "engine/systems/catapult.hpp"          // a large rate
#include "engine/systems/deep_linear.hpp"       // deep linear networks
#include "engine/systems/landscape.hpp"         // losses of two parameters, flow lines
#include "engine/systems/relu_ensemble.hpp"     // one ReLU, many ReLUs
#include "engine/systems/saddle_chain.hpp"      // a chain of saddles
#include "engine/systems/saxe_mode.hpp"         // one mode of a deep linear network
#include "engine/theory/kernel_quantities.hpp"  // norms, condition, alignment, modes
#include "engine/theory/lazy_convergence.hpp"   // C19 and Theorem 8.1
#include "engine/theory/statistics.hpp"         // quantiles, fitted power laws
