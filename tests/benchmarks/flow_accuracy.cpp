// Tolerance against true error and work of the parameter flow, on a grid of activations, widths, depths and
// α, and its wall time against explicit Dormand–Prince 5(4) at equal true error. Writes the tables of
// docs/flow-accuracy.md to standard output. Usage: flow-accuracy CACHE, a directory that keeps the reference
// solutions (minutes without, seconds with them).

#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>

#include "engine/network/activation.hpp"
#include "engine/spec/fields.hpp"
#include "tests/engine/reference_flow.hpp"

namespace ntk {
namespace {

constexpr int kSamples = 8;
/// Of all cells, and those of narrow kinked networks beside.
constexpr std::uint64_t kSeed = 3, kLastSeed = 9;
constexpr double kTolerances[] = {1e-1, 1e-2, 1e-3, 1e-4};

double milliseconds() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

struct Cell {
  Activation activation;
  int depth;
  int width;
  double alpha;
  std::uint64_t seed = kSeed;

  double lastTime() const { return alpha > 1 ? 100 : 1000; }
  std::string name() const {
    char text[80];
    std::snprintf(text, sizeof text, "%s depth %d width %d alpha %g",
                  std::string(choices(Activation{})[static_cast<std::size_t>(activation)].name).c_str(),
                  depth, width, alpha);
    return text + (seed == kSeed ? std::string() : " seed " + std::to_string(seed));
  }
  FlowProblem problem(int samples = kSamples) const {
    NetworkSpec spec;
    spec.activation = activation;
    spec.depth = depth;
    spec.width = width;
    spec.alpha = alpha;
    if (depth > 1) spec.parametrisation = Parametrisation::ntk;
    return {spec, samples, seed};
  }
  std::vector<double> times() const {
    constexpr int kTimes = 16;
    std::vector<double> result;
    for (int i = 0; i < kTimes; ++i) result.push_back(lastTime() * std::pow(10., -4 + i / 4.));
    result.push_back(lastTime());
    return result;
  }
};

/// All that a reference can be found for in minutes: explicit steps are as short as the kinks demand.
std::vector<Cell> grid() {
  std::vector<Cell> cells;
  for (const auto& choice : choices(Activation{})) {
    const Activation activation = choice.value;
    const bool isKinked = ntk::isKinked(activation);
    if (!isKinked && activation != Activation::erf && activation != Activation::tanh &&
        activation != Activation::softplus && activation != Activation::gelu) {
      continue;
    }
    for (int depth = 1; depth <= 4; ++depth) {
      for (const int width : {8, 64, 512, 4096}) {
        if (depth > 1 && width > 64) continue;
        if (isKinked && (width > 512 || (depth > 1 && width > 8 && activation != Activation::relu))) continue;
        if (isKinked && depth > 2 && width > 8) continue;
        if (!isKinked && width > 512 && activation != Activation::erf) continue;
        if (!isKinked && depth > 2 && (width > 8 || activation != Activation::erf)) continue;
        for (const double alpha : {.1, 1., 10.}) {
          if (isKinked && depth > 2 && alpha > 1) continue;  // stiffer than explicit steps at kinks bear
          cells.push_back({activation, depth, width, alpha});
        }
      }
    }
  }
  // Narrow networks of several layers, where a single unit decides most.
  for (std::uint64_t seed = kSeed + 1; seed <= kLastSeed; ++seed)
    for (const Activation activation : {Activation::relu, Activation::leakyRelu})
      for (const int depth : {2, 3}) cells.push_back({activation, depth, 8, 1, seed});
  return cells;
}

/// f at the cell's times by tiny explicit steps, from the cache if it is there.
std::vector<Vector<double>> reference(const Cell& cell, const FlowProblem& problem,
                                      const std::string& cache) {
  std::string file = cache + "/" + cell.name();
  std::replace(file.begin(), file.end(), ' ', '_');
  const Index size = problem.data.inputs.cols() + problem.data.probeInputs.cols();
  const std::vector<double> times = cell.times();
  std::vector<Vector<double>> result(times.size(), Vector<double>(size));
  const auto bytes = static_cast<std::streamsize>(sizeof(double)) * size;
  if (std::ifstream in(file, std::ios::binary); in) {
    for (auto& f : result) in.read(reinterpret_cast<char*>(f.data()), bytes);
    if (in) return result;
  }
  if (isKinked(cell.activation) && cell.depth > 1) {
    result = midpointFlow(problem, times, cell.width == 8 ? 2e6 : 4e5);
  } else {
    const double steps = cell.width <= 64 ? 4e5 : 1e5;
    ReferenceFlow flow(problem, 1e-9, isKinked(cell.activation) ? cell.lastTime() / steps : 0);
    result = flow.outputs(times);
  }
  std::ofstream out(file, std::ios::binary);
  for (const auto& f : result) out.write(reinterpret_cast<const char*>(f.data()), bytes);
  return result;
}

struct Row {
  Cell cell;
  double tolerance, error, account, time;  // the first three over the scale of f
  FlowStatistics work;
  Status status;
};

Row measure(const Cell& cell, const FlowProblem& problem, const std::vector<Vector<double>>& expected,
            double tolerance) {
  const double begin = milliseconds();
  const FlowRun run = runFlow<float>(problem, cell.times(), {tolerance, 200000, cell.lastTime()});
  const double time = milliseconds() - begin;
  double error = 0;
  for (std::size_t i = 0; i < run.outputs.size(); ++i) {
    error = std::max(error, (run.outputs[i] - expected[i]).cwiseAbs().maxCoeff());
  }
  const double scale = problem.scale();
  return {cell, tolerance, error / scale, run.statistics.accuracy / scale, time, run.statistics, run.status};
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

void printSummary(const std::vector<Row>& rows) {
  std::printf(
      "\n| σ | tolerance | cells | met | out of budget | median error / tolerance | worst | median "
      "steps | most | median ms |\n|---|---|---|---|---|---|---|---|---|---|\n");
  for (const auto& choice : choices(Activation{})) {
    for (const double tolerance : kTolerances) {
      std::vector<double> errors, steps, times;
      int budget = 0, met = 0;
      for (const Row& row : rows) {
        if (row.cell.activation != choice.value || row.tolerance != tolerance) continue;
        errors.push_back(row.error / tolerance);
        steps.push_back(row.work.steps);
        times.push_back(row.time);
        budget += row.status == Status::budget;
        met += row.error <= tolerance && row.status == Status::finished;
      }
      if (errors.empty()) continue;
      std::printf("| %s | %.0e | %zu | %d | %d | %.2f | %.2f | %.0f | %.0f | %.1f |\n",
                  std::string(choice.name).c_str(), tolerance, errors.size(), met, budget, median(errors),
                  *std::max_element(errors.begin(), errors.end()), median(steps),
                  *std::max_element(steps.begin(), steps.end()), median(times));
    }
  }
}

void printRows(const std::vector<Row>& rows, bool onlyMissed) {
  std::printf(
      "\n| cell | tolerance | error / tolerance | account / tolerance | steps | rejections | "
      "evaluations | kernels | forks | ms | status |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
  for (const Row& row : rows) {
    const Activation a = row.cell.activation;
    const bool isShown = onlyMissed ? row.error > row.tolerance
                                    : row.cell.alpha == 1 && row.cell.seed == kSeed &&
                                          (a == Activation::relu || a == Activation::erf);
    if (!isShown) continue;
    std::printf("| %s | %.0e | %.2f | %.2f | %d | %d | %d | %d | %d | %.1f | %s |\n", row.cell.name().c_str(),
                row.tolerance, row.error / row.tolerance, row.account / row.tolerance, row.work.steps,
                row.work.rejections, row.work.evaluations, row.work.kernelEvaluations, row.work.forks,
                row.time, std::string(describe(row.status).name).c_str());
  }
}

/// Explicit runs with coarser and coarser tolerances, as long as they are no worse than `error`.
void printAgainstExplicit() {
  std::printf(
      "\n| flow to t = 1000, n = 16, double | tolerance | true error | ms | Dormand–Prince: true error "
      "| evaluations | ms | ratio |\n|---|---|---|---|---|---|---|---|\n");
  for (const Activation activation : {Activation::relu, Activation::erf, Activation::tanh}) {
    for (const double alpha : {1., 10.}) {
      const Cell cell{activation, 1, 1024, alpha};
      const FlowProblem problem = cell.problem(16);
      const std::vector<double> times{1000};
      const bool isKinked = ntk::isKinked(activation);
      const double tolerance = isKinked ? 1e-2 : 1e-3;
      ReferenceFlow exact(problem, 1e-8, isKinked ? 1e-2 / alpha : 0);
      const std::vector<Vector<double>> expected = exact.outputs(times);
      double begin = milliseconds();
      const FlowRun run = runFlow<double>(problem, times, {tolerance, 1000000, 1000});
      const double ours = milliseconds() - begin;
      const double error = largestDistance(run.outputs, expected) / problem.scale();
      double theirs = 0, theirError = 0;
      long evaluations = 0;
      for (double t = 1e-1; t > 1e-9; t /= 4) {
        begin = milliseconds();
        ReferenceFlow flow(problem, t, 1e-7);
        const double distance = largestDistance(flow.outputs(times), expected) / problem.scale();
        theirs = milliseconds() - begin;
        theirError = distance;
        evaluations = flow.evaluations();
        if (distance <= std::max(error, 1e-7)) break;
      }
      std::printf("| %s | %.0e | %.1e | %.1f | %.1e | %ld | %.0f | %.1f |\n", cell.name().c_str(), tolerance,
                  error, ours, theirError, evaluations, theirs, theirs / ours);
      std::fflush(stdout);
    }
  }
}

int run(const std::string& cache) {
  std::vector<Row> rows;
  for (const Cell& cell : grid()) {
    std::fprintf(stderr, "%s\n", cell.name().c_str());
    const FlowProblem problem = cell.problem();
    const std::vector<Vector<double>> expected = reference(cell, problem, cache);
    for (const double tolerance : kTolerances) {
      if (isKinked(cell.activation) && tolerance < kSmallestKinkedTolerance) continue;
      rows.push_back(measure(cell, problem, expected, tolerance));
    }
  }
  printSummary(rows);
  printRows(rows, true);
  printRows(rows, false);
  std::fflush(stdout);
  printAgainstExplicit();
  return 0;
}

}  // namespace
}  // namespace ntk

int main(int argc, char** argv) {
  if (argc == 2) return ntk::run(argv[1]);
  std::fputs("usage: flow-accuracy CACHE\n", stderr);
  return 1;
}
