#include "CKernels.h"

int ckernels_supports(ckernels_variant variant) {
    switch (variant) {
    case CKERNELS_PLAIN:
        return 1;
#if defined(__x86_64__)
    case CKERNELS_AVX2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
    case CKERNELS_AVX512:
        return __builtin_cpu_supports("avx512f");
#endif
    default:
        return 0;
    }
}

ckernels_variant ckernels_best(void) {
    if (ckernels_supports(CKERNELS_AVX512)) return CKERNELS_AVX512;
    if (ckernels_supports(CKERNELS_AVX2)) return CKERNELS_AVX2;
    return CKERNELS_PLAIN;
}
