// OpenBLAS: CBLAS for matrix products, LAPACKE for least squares (BSD-3-Clause).
#include <cblas.h>
#include <lapacke.h>
