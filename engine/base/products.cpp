#include "engine/base/eigen.hpp"

NTK_EIGEN_PRODUCTS(template, float)
NTK_EIGEN_PRODUCTS(template, double)
