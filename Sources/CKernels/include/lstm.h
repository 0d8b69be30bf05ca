#ifndef CKERNELS_LSTM_H
#define CKERNELS_LSTM_H

#include "variants.h"

#include <stddef.h>

/// The elementwise half of an LSTM's step: from the gates i, f, g, o [4 · hidden] before their activations to the new
/// cell and hidden state, in single precision, each function to about 1e-7.
void ckernels_lstm_update(ckernels_variant variant, const float *gates, size_t hidden, float *cell, float *output);

#endif
