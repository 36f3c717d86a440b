// Gradient flow of a finite network to t = 1000, beside what its frames say of it (C16, C19).
#include <cstdio>

#include "engine/ntk.hpp"

int main() {
  ntk::Experiment experiment;
  experiment.network.width = 512;
  experiment.network.activation = ntk::Activation::erf;
  experiment.dynamics.lastTime = 1000;
  const auto job = ntk::makeJob<double>("network", experiment, nullptr);
  std::vector<float> last;
  while (job->advance(ntk::Deadline(1000)) == ntk::Status::running || job->framesReady() > 0)
    while (const auto frame = job->takeFrame()) last = *frame;
  const auto value = [&](std::string_view name) {
    return last[static_cast<std::size_t>(job->frameLayout().find(name).offset)];
  };
  std::printf("t = %g: loss %.4f, kernel drift %.2f\n", value("time"), value("trainLoss"),
              value("kernelDrift"));
}
