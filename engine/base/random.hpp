#pragma once

#include <array>
#include <cstdint>

namespace ntk {

/// What a stream of random numbers is for: equal seeds give independent numbers to different purposes.
enum class Purpose : std::uint32_t { weights = 1, noise = 2, target = 3, inputs = 4, batches = 5 };

/// A stream of random numbers keyed by (seed, member, layer, purpose): Philox 4x32-10, counter-based, so the
/// numbers do not depend on who else draws, on the number of workers, or on the platform.
/// `normal` is Box–Muller on two uniforms of 53 bits: equal everywhere up to the last digits of libm.
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::uint32_t member, std::uint32_t layer, Purpose purpose);

  std::uint32_t bits();
  /// In the open interval (0, 1), 53 bits.
  double uniform();
  /// N(0, 1).
  double normal();
  /// ±1 with equal probability.
  double sign();

 private:
  void refill();

  std::array<std::uint32_t, 2> key_;
  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 4> block_{};
  unsigned used_ = 4;
  double spareNormal_ = 0;
  bool hasSpareNormal_ = false;
};

/// One block of the generator, exposed for the published test vectors.
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key);

}  // namespace ntk
