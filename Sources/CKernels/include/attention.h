#ifndef CKERNELS_ATTENTION_H
#define CKERNELS_ATTENTION_H

#include "layer.h"
#include "variants.h"

#include <stddef.h>

/// energies[s] ← Σ_i v[i]·tanh(location[s, i] + query[i] + keys[s, i]) for each of `symbols` rows of `size` numbers.
void ckernels_energies(ckernels_variant variant, size_t symbols, size_t size, const double *location,
                       const double *query, const double *keys, const double *v, double *energies);

/// weights ← softmax(energies). [symbols]
void ckernels_softmax(ckernels_variant variant, size_t symbols, const double *energies, double *weights);

/// One sentence's energies: the location layer applied to a window for each symbol, and what follows from that.
typedef struct {
    ckernels_variant variant;
    ckernels_layer location;
    /// A window for each symbol, whose outputs follow one another from `features` on. [symbols]
    const ckernels_lane *windows;
    const double *features;
    const double *query;
    const double *keys;
    const double *v;
    double *energies;
} ckernels_attention_work;

/// Some of a sentence's symbols.
typedef struct {
    const ckernels_attention_work *work;
    size_t first;
    size_t count;
} ckernels_attention_piece;

/// Does one piece of an array of ckernels_attention_piece.
void ckernels_attention_job(const void *pieces, size_t piece);

#endif
