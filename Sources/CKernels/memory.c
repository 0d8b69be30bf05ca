#define _DEFAULT_SOURCE  // madvise
#include "CKernels.h"

#include <stdlib.h>
#include <string.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

void *ckernels_allocate(size_t bytes) {
    const size_t line = 64, page = (size_t)1 << 21;
    size_t alignment = bytes >= page ? page : line;
    void *memory = NULL;
    if (posix_memalign(&memory, alignment, (bytes + alignment - 1) / alignment * alignment) != 0) return NULL;
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    if (alignment == page) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
    memset(memory, 0, bytes);
    return memory;
}
