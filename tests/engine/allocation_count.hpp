#pragma once

#include <cstddef>

/// Calls of malloc by this program so far, counted with glibc, in wasm and under AddressSanitizer.
long allocationCount();

/// Bytes on the heap now.
std::size_t heapBytes();

/// The most of them at once since the call before, looked at where at least kPeakBlock bytes are asked for.
std::size_t heapPeak();
inline constexpr std::size_t kPeakBlock = 1 << 14;
