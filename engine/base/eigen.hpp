#pragma once

// The only place that includes Eigen. Eigen 3.4 has no WebAssembly backend, but its SSE backend compiles with
// Emscripten's SSE headers; only its inline x86 assembly, guarded by EIGEN_COMP_GNUC, must be switched off.
#if defined(__EMSCRIPTEN__) && defined(__SSE2__)
#include <Eigen/src/Core/util/Macros.h>
#undef EIGEN_COMP_GNUC
#define EIGEN_COMP_GNUC 0
#endif

#include <Eigen/Dense>
