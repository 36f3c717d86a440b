#pragma once

// The only place that includes Eigen. Eigen 3.4 has no WebAssembly backend, but its SSE backend compiles with
// Emscripten's SSE headers; only its inline x86 assembly, guarded by EIGEN_COMP_GNUC, must be switched off.
#if defined(__EMSCRIPTEN__) && defined(__SSE2__)
#include <Eigen/src/Core/util/Macros.h>
#undef EIGEN_COMP_GNUC
#define EIGEN_COMP_GNUC 0
#endif

#include <Eigen/Dense>

// Products of matrices and of matrices with vectors are compiled once, for speed, in `products.cpp`;
// everywhere else a product is a call, also in what is compiled for size.
#define NTK_EIGEN_GEMM(Scalar, Left, Right)                                                               \
  struct Eigen::internal::general_matrix_matrix_product<Eigen::Index, Scalar, Left, false, Scalar, Right, \
                                                        false, Eigen::ColMajor, 1>
#define NTK_EIGEN_GEMV(Scalar, Order, Other)                                                             \
  struct Eigen::internal::general_matrix_vector_product<                                                 \
      Eigen::Index, Scalar, Eigen::internal::const_blas_data_mapper<Scalar, Eigen::Index, Order>, Order, \
      false, Scalar, Eigen::internal::const_blas_data_mapper<Scalar, Eigen::Index, Other>, false, 0>
#define NTK_EIGEN_PRODUCTS(Declare, Scalar)                         \
  Declare NTK_EIGEN_GEMM(Scalar, Eigen::ColMajor, Eigen::ColMajor); \
  Declare NTK_EIGEN_GEMM(Scalar, Eigen::ColMajor, Eigen::RowMajor); \
  Declare NTK_EIGEN_GEMM(Scalar, Eigen::RowMajor, Eigen::ColMajor); \
  Declare NTK_EIGEN_GEMV(Scalar, Eigen::ColMajor, Eigen::RowMajor); \
  Declare NTK_EIGEN_GEMV(Scalar, Eigen::RowMajor, Eigen::ColMajor);

NTK_EIGEN_PRODUCTS(extern template, float)
NTK_EIGEN_PRODUCTS(extern template, double)
