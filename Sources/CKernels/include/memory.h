#ifndef CKERNELS_MEMORY_H
#define CKERNELS_MEMORY_H

#include <stddef.h>

/// Zeroed memory that begins with a cache line, in large pages where it is large and the system has them; null if there
/// is none. To be given to `free`.
///
/// Weights that are read from end to end, again and again, come a fifth faster out of large pages.
void *ckernels_allocate(size_t bytes);

#endif
