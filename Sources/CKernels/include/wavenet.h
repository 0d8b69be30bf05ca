#ifndef CKERNELS_WAVENET_H
#define CKERNELS_WAVENET_H

#include "crew.h"
#include "panels.h"

#include <stddef.h>

/// y ← start + Σ weights[i]·rows[i] over three rows, those that are null left out; so may `start` be. [count]
void ckernels_mix(ckernels_variant variant, const float *start, const float *const rows[3], const float *weights,
                  float *y, size_t count);

/// A layer: z = tanh(a) ⊙ σ(b), where a and b are the halves of what the taps make of x and the condition; from z come a
/// part of the skip sum and what is added to x.
typedef struct {
    /// The taps, the latest first: [2 · units, channels] each.
    const ckernels_panels *taps;
    ckernels_panels out;   // [channels, units]
    ckernels_panels skip;  // [skips, units]
    const float *out_bias;
    size_t dilation;
    /// The lengths of the rings of the layers before.
    size_t ring;
} ckernels_dilated_layer;

/// What the last layer's numbers are.
typedef enum {
    /// Logits, means and logarithms of scales of a mixture of logistics.
    CKERNELS_LOGISTICS,
    /// Mean and logarithm of the deviation.
    CKERNELS_GAUSSIAN,
    /// Logits of as many categories, one of which is the next input.
    CKERNELS_CATEGORIES
} ckernels_distribution;

/// The stack of dilated convolutions of arXiv 1609.03499, one sample at a time.
typedef struct {
    ckernels_variant variant;
    size_t layers, taps;
    /// Padded to multiples of CKERNELS_PANEL_ROWS; of `outputs` without padding.
    size_t channels, units, skips, padded_outputs;
    size_t outputs;
    /// The first layer: [channels] for a number, [categories, channels] for a category; and its bias.
    const float *input, *input_bias;
    const ckernels_dilated_layer *layer;
    const float *zeros;      // [2 · units or skips, whichever are more]
    const float *skip_bias;  // the sum over the layers
    ckernels_panels head, last;
    const float *head_bias, *last_bias;
    ckernels_distribution distribution;
    float least_log_scale, temperature;
} ckernels_dilated_stack;

/// One of the signals that are made at a time.
typedef struct {
    /// What the condition adds to both halves of each layer, biases included. [samples, layers, 2 · units]
    const float *condition;
    /// Two random numbers between 0 and 1 for each sample. [samples, 2]
    const float *noise;
    /// What the network hears instead of itself, or null. [samples]
    const float *forced;
    /// What comes out: the sample, or its category. [samples]
    float *signal;
    /// Where the last layer's numbers are kept, or null. [samples, outputs]
    float *parameters;
    /// The input of the next sample.
    float input;
    /// Samples so far.
    size_t time;
    /// For each layer what earlier inputs add, in rings of (taps − 1) · dilation: the sum of these · [2 · units]
    float *pending;
    float *x;      // the inputs of the layers [layers, channels]
    float *z;      // [layers, units]
    float *skip;   // [layers, skips]
    float *sums;   // the largest of 2 · units, channels, skips, padded_outputs
    float *sums2;  // as many
} ckernels_dilated_lane;

/// Makes some samples of some signals, with as many of the crew's threads beside this one as there are `helpers`.
///
/// One thread goes down the layers, sample after sample, which nobody can help with: each needs what the last one made.
/// What the layers leave for later, which is as much work, is done by whoever has time: the helpers, or the first itself.
void ckernels_dilated_run(ckernels_crew *crew, const ckernels_dilated_stack *stack, ckernels_dilated_lane *lanes,
                          size_t count, size_t samples, size_t helpers);

#endif
