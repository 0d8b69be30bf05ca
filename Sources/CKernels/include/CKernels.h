// The loops that OpenBLAS does not do well enough, in C so that each can be compiled for wide vectors and chosen when
// the program runs. Docs/ has a benchmark or an accuracy figure for every one of them.
#ifndef CKERNELS_H
#define CKERNELS_H

#include "activation.h"
#include "attention.h"
#include "convolution.h"
#include "crew.h"
#include "layer.h"
#include "lstm.h"
#include "memory.h"
#include "packed_matrix.h"
#include "panels.h"
#include "variants.h"
#include "wavenet.h"

#include <stddef.h>

/// y[r] ← beta·y[r] + Σ_c a[r·columns + c]·x[c]: a matrix in single precision times a vector in double precision.
///
/// For networks that feed their output back: the weights, which are most of the memory, stay small, and nothing is lost
/// on the way around. The variants differ by the order of their sums and by whether a product is rounded before it is
/// added: about 1e-15 of the largest term.
void ckernels_matrix_vector(ckernels_variant variant, const float *a, size_t rows, size_t columns, const double *x,
                            double beta, double *y);

#endif
