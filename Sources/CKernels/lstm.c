#include "CKernels.h"
#include "dispatch.h"

// Written once with the compiler's vectors, and compiled for each set of instructions.
#define INLINE static inline __attribute__((always_inline))

#define NAME(x) plain_##x
#define TARGET
#define WIDTH 4
#include "lstm_variant.h"

#if defined(__x86_64__)
#define NAME(x) avx2_##x
#define TARGET __attribute__((target("avx2,fma")))
#define WIDTH 8
#include "lstm_variant.h"

#define NAME(x) avx512_##x
#define TARGET __attribute__((target("avx512f")))
#define WIDTH 16
#include "lstm_variant.h"
#endif

void ckernels_lstm_update(ckernels_variant variant, const float *gates, size_t hidden, float *cell, float *output) {
    CALL(variant, update, gates, hidden, cell, output);
}
