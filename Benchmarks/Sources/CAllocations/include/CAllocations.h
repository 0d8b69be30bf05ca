// Counts the blocks that a program allocates.
#ifndef CALLOCATIONS_H
#define CALLOCATIONS_H

#include <stdint.h>

/// Whether allocations are counted on this system: with glibc.
int callocations_are_counted(void);

/// How many blocks malloc, calloc, realloc and their aligned relatives have given out since the program began, in all
/// threads and for all libraries.
uint64_t callocations_count(void);

#endif
