#include "engine/systems/catapult.hpp"

#include <cmath>

#include "engine/base/random.hpp"

namespace ntk {

namespace {

bool exists(const CatapultStart& s) {
  // Cauchy–Schwarz: ‖u‖² + ‖v‖² ≥ 2|u·v|, up to the round-off of a start that was drawn with u = ±v.
  constexpr double kRoundOff = 1e-12;
  return std::isfinite(s.output) && std::isfinite(s.kernel) && s.width >= 1 &&
         s.kernel * (1 + kRoundOff) >= 2 * std::abs(s.output) / std::sqrt(s.width);
}

}  // namespace

CatapultRegime catapultRegime(double kernel, double rate) {
  if (rate * kernel < 2) return CatapultRegime::lazy;
  return rate * kernel < 4 ? CatapultRegime::catapult : CatapultRegime::divergent;
}

Catapult catapult(const CatapultStart& start, double rate, int steps) {
  Catapult run;
  if (!exists(start) || !(rate > 0) || !std::isfinite(rate) || steps < 0) {
    run.status = Status::refused;
    return run;
  }
  run.regime = catapultRegime(start.kernel, rate);
  run.outputs.resize(steps + 1);
  run.kernels.resize(steps + 1);
  double f = start.output, kernel = start.kernel;
  Index kept = 0;
  for (; kept <= steps; ++kept) {
    if (!(f * f / 2 <= kCatapultLossLimit)) {
      run.status = Status::diverged;
      break;
    }
    run.outputs[kept] = f;
    run.kernels[kept] = kernel;
    const double push = rate * f * f / start.width;
    f *= 1 - rate * kernel + rate * push;
    kernel += push * (rate * kernel - 4);
  }
  run.outputs.conservativeResize(kept);
  run.kernels.conservativeResize(kept);
  run.losses = run.outputs.array().square() / 2;
  return run;
}

CatapultStart drawCatapult(Index width, std::uint64_t seed) {
  RandomStream stream(seed, 0, 0, Purpose::weights);
  double product = 0, squares = 0;
  for (Index j = 0; j < width; ++j) {
    const double u = stream.normal(), v = stream.normal();
    product += u * v;
    squares += u * u + v * v;
  }
  const double m = static_cast<double>(width);
  return {product / std::sqrt(m), squares / m, m};
}

}  // namespace ntk
