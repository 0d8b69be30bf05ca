#ifndef CKERNELS_VARIANTS_H
#define CKERNELS_VARIANTS_H

/// A set of instructions that a kernel is written for.
typedef enum {
    CKERNELS_PLAIN,
    CKERNELS_AVX2,
    CKERNELS_AVX512,
    CKERNELS_VARIANTS
} ckernels_variant;

/// Whether this processor, and this build, can run a variant.
int ckernels_supports(ckernels_variant variant);

/// The fastest variant that this processor can run.
ckernels_variant ckernels_best(void);

#endif
