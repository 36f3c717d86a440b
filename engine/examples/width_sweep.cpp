// How fast the kernel of a finite network at initialisation comes to its limit: ‖K_0 − Θ‖/‖Θ‖ ~ m^(−1/2)
// (C9).
#include <cstdio>

#include "engine/ntk.hpp"

int main() {
  ntk::Sweep sweep{{}, "network.width", {32, 128, 512}, 20};
  sweep.base.data.count = 8;
  sweep.base.dynamics.lastTime = 1;
  std::vector<double> widths, errors;
  for (std::size_t value = 0; value < sweep.values.size(); ++value) {
    for (int member = 0; member < sweep.members; ++member) {
      ntk::SweepCell<double> cell(ntk::sweepCell(sweep, value, member));
      while (cell.advance(ntk::Deadline(1000)) == ntk::Status::running) {
      }
      widths.push_back(sweep.values[value]);
      errors.push_back(cell.measures()[4]);  // initialKernelError
    }
  }
  const ntk::PowerLaw law = ntk::fitPowerLaw(widths, errors);
  std::printf("slope %.2f, 95 %% interval %.2f to %.2f\n", law.slope, law.low, law.high);
}
