#include "CKernels.h"
#include "dispatch.h"

#include <stdint.h>

#define NAME(x) plain_##x
#define TARGET
#define LANES 2
#include "attention_body.h"

#if defined(__x86_64__)
#define NAME(x) avx2_##x
#define TARGET __attribute__((target("avx2,fma")))
#define LANES 4
#include "attention_body.h"

#define NAME(x) avx512_##x
#define TARGET __attribute__((target("avx512f")))
#define LANES 8
#include "attention_body.h"
#endif

void ckernels_energies(ckernels_variant variant, size_t symbols, size_t size, const double *location,
                       const double *query, const double *keys, const double *v, double *energies) {
    CALL(variant, energies, symbols, size, location, query, keys, v, energies);
}

void ckernels_softmax(ckernels_variant variant, size_t symbols, const double *energies, double *weights) {
    CALL(variant, softmax, symbols, energies, weights);
}

void ckernels_attention_job(const void *pieces, size_t index) {
    const ckernels_attention_piece *piece = (const ckernels_attention_piece *)pieces + index;
    const ckernels_attention_work *work = piece->work;
    const ckernels_layer *location = &work->location;
    size_t blocks = (location->outputs + CKERNELS_BLOCK - 1) / CKERNELS_BLOCK, start = piece->first * location->outputs;
    ckernels_apply(work->variant, location, location->columns, 0, blocks, work->windows + piece->first, piece->count);
    ckernels_energies(work->variant, piece->count, location->outputs, work->features + start, work->query,
                      work->keys + start, work->v, work->energies + piece->first);
}
