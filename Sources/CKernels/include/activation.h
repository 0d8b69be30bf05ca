#ifndef CKERNELS_ACTIVATION_H
#define CKERNELS_ACTIVATION_H

#include "variants.h"

#include <stddef.h>

/// x[i] ← tanh(x[i]) for `count` numbers, to about two units in the last place.
///
/// What a number becomes does not depend on its place.
void ckernels_tanh(ckernels_variant variant, float *x, size_t count);

#endif
