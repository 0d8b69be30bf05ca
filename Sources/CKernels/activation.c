#include "CKernels.h"
#include "dispatch.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline, unused))

#define NAME(x) plain_##x
#define TARGET
#define WIDTH 4
#include "activation_variant.h"

#if defined(__x86_64__)
#define NAME(x) avx2_##x
#define TARGET __attribute__((target("avx2,fma")))
#define WIDTH 8
#include "activation_variant.h"

#define NAME(x) avx512_##x
#define TARGET __attribute__((target("avx512f")))
#define WIDTH 16
#include "activation_variant.h"
#endif

void ckernels_tanh(ckernels_variant variant, float *x, size_t count) {
    CALL(variant, tanh_all, x, count);
}
