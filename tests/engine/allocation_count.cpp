#include "tests/engine/allocation_count.hpp"

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define NTK_HAS_ADDRESS_SANITIZER
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(NTK_HAS_ADDRESS_SANITIZER)
#define NTK_HAS_ADDRESS_SANITIZER
#endif

namespace {

long calls = 0;
std::size_t peak = 0;

/// A block of this size is asked for; of the bytes on the heap `missing` are not counted there yet.
void see(std::size_t size, std::size_t missing) {
  ++calls;
  if (size >= kPeakBlock) peak = std::max(peak, heapBytes() + missing);
}

}  // namespace

long allocationCount() { return calls; }
std::size_t heapPeak() { return std::exchange(peak, 0); }

#if defined(NTK_HAS_ADDRESS_SANITIZER)

#include <sanitizer/allocator_interface.h>

std::size_t heapBytes() { return __sanitizer_get_current_allocated_bytes(); }

namespace {
[[maybe_unused]] const int kInstalled = __sanitizer_install_malloc_and_free_hooks(
    [](const volatile void*, std::size_t size) { see(size, 0); }, [](const volatile void*) {});
}

#else

#if defined(__EMSCRIPTEN__)
#define NTK_BUILTIN_MALLOC emscripten_builtin_malloc
std::size_t heapBytes() { return static_cast<std::size_t>(mallinfo().uordblks); }
#else
#define NTK_BUILTIN_MALLOC __libc_malloc
std::size_t heapBytes() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}
#endif

extern "C" {
void* NTK_BUILTIN_MALLOC(std::size_t size);
void* malloc(std::size_t size) {
  see(size, size);
  return NTK_BUILTIN_MALLOC(size);
}
}

#endif
