#ifndef CKERNELS_CREW_H
#define CKERNELS_CREW_H

#include <stddef.h>

/// What the members of a crew share: `piece` of the work that `context` describes.
typedef void (*ckernels_job)(const void *context, size_t piece);

/// Threads that wait for the next job with their eyes open.
///
/// A decoder's step is some jobs of a few microseconds each, one after the other; waking a thread takes as long. So a
/// member that finds nothing to do looks again for about 0.1 ms before it goes to sleep. Nobody waits for a member that
/// has not begun: pieces are taken one by one, and whoever starts a job takes them too.
typedef struct ckernels_crew ckernels_crew;

/// Starts a crew of `members` threads beside the callers', for the rest of the process.
///
/// As many as could be started; null if there is no memory.
ckernels_crew *ckernels_crew_start(size_t members);

/// Runs a job and returns when all of its pieces are done; of more than 65535 pieces the caller does all.
///
/// One caller has the crew at a time; another one meanwhile does its pieces alone.
void ckernels_crew_run(ckernels_crew *crew, ckernels_job job, const void *context, size_t pieces);

/// Which member the calling thread is, from 1 on, always the same; 0 for a thread that is none.
size_t ckernels_crew_number(void);

/// The next number of a counter that several threads take numbers from.
static inline size_t ckernels_take(size_t *counter) { return __atomic_fetch_add(counter, 1, __ATOMIC_RELAXED); }

#endif
