#include "engine/data/dataset.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include "engine/base/random.hpp"
#include "engine/data/global_temperature.hpp"
#include "engine/data/plane.hpp"
#include "engine/data/targets.hpp"
#include "engine/data/teacher.hpp"
#include "engine/spec/consistency.hpp"

namespace ntk {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

Matrix<double> matrixOf(const std::vector<std::vector<double>>& rows) {
  Matrix<double> columns(static_cast<Index>(rows.empty() ? 0 : rows[0].size()),
                         static_cast<Index>(rows.size()));
  for (Index i = 0; i < columns.cols(); ++i) {
    const auto& row = rows[static_cast<std::size_t>(i)];
    columns.col(i) = Eigen::Map<const Vector<double>>(row.data(), columns.rows());
  }
  return columns;
}

void placeByHand(const DataSpec& spec, int outputs, Dataset& data) {
  const auto n = static_cast<Index>(spec.points.size());
  data.x.resize(1, n);
  data.y.resize(n, outputs);
  for (Index i = 0; i < n; ++i) {
    data.x(0, i) = spec.points[static_cast<std::size_t>(i)][0];
    data.y.row(i).setConstant(spec.points[static_cast<std::size_t>(i)][1]);
  }
}

void takeTemperatures(const DataSpec& spec, int outputs, Dataset& data) {
  namespace source = global_temperature;
  constexpr double kLast = static_cast<double>(source::kHundredths.size() - 1);
  const Index n = spec.count;
  data.x.resize(1, n);
  data.y.resize(n, outputs);
  for (Index i = 0; i < n; ++i) {
    const double position = n == 1 ? 0 : kLast * static_cast<double>(i) / static_cast<double>(n - 1);
    const auto year = static_cast<std::size_t>(std::lround(position));
    const double anomaly = source::kHundredths[year] / 100.;
    data.x(0, i) =
        (source::kFirstYear + static_cast<double>(year) - source::kInputOffset) / source::kInputScale;
    data.y.row(i).setConstant((anomaly - source::kOutputOffset) / source::kOutputScale);
  }
}

void sampleLine(const DataSpec& spec, int outputs, Dataset& data) {
  const double n = spec.count;
  data.x.resize(1, spec.count);
  for (Index i = 0; i < spec.count; ++i) {
    data.x(0, i) = std::numbers::pi * ((2 * static_cast<double>(i) + 1) / n - 1);
  }
  data.y = targetValues(spec, data.x.row(0).transpose(), outputs);
}

void samplePlane(const DataSpec& spec, int outputs, Dataset& data) {
  data.x = drawPlanePoints(spec, spec.count);
  data.y = classColumns(planeClasses(spec, data.x), outputs);
  data.probeX = planeGrid(std::lround(std::sqrt(probeCount(spec))));
  data.probeTarget = classColumns(planeClasses(spec, data.probeX), outputs);
}

Matrix<double> teacherColumns(const DataSpec& spec, const Matrix<double>& x, int outputs) {
  if (spec.source == TargetSource::parity) return classColumns(teacherOutputs(spec, x, 0), outputs);
  Matrix<double> y(x.cols(), outputs);
  for (int o = 0; o < outputs; ++o) y.col(o) = teacherOutputs(spec, x, o);
  return y;
}

void askTeacher(const DataSpec& spec, int outputs, Dataset& data) {
  data.x = drawTeacherInputs(spec, spec.count, 0);
  data.probeX = drawTeacherInputs(spec, spec.probes, 1);
  data.y = teacherColumns(spec, data.x, outputs);
  data.probeTarget = teacherColumns(spec, data.probeX, outputs);
}

void takeRows(const DataSpec& spec, int outputs, Dataset& data) {
  data.x = matrixOf(spec.inputs);
  data.y = matrixOf(spec.targets).transpose();
  const bool areTrainingPoints = spec.probeInputs.empty();
  data.probeX = areTrainingPoints ? data.x : matrixOf(spec.probeInputs);
  data.probeTarget =
      areTrainingPoints ? data.y : Matrix<double>::Constant(data.probeX.cols(), outputs, kUnknown);
}

void probeLine(const DataSpec& spec, int outputs, Dataset& data) {
  data.probeX = Vector<double>::LinSpaced(spec.probes, -std::numbers::pi, std::numbers::pi).transpose();
  data.probeTarget = targetValues(spec, data.probeX.row(0).transpose(), outputs);
}

void addNoise(const DataSpec& spec, Matrix<double>& y) {
  if (spec.noise == 0) return;
  RandomStream random(spec.seed, 0, 0, Purpose::noise);
  for (double& value : y.reshaped()) value += spec.noise * random.normal();
}

}  // namespace

Matrix<double> mapInputs(InputMap map, const Matrix<double>& x) {
  switch (map) {
    case InputMap::biasCoordinate: {
      Matrix<double> inputs(x.rows() + 1, x.cols());
      inputs << x, Matrix<double>::Ones(1, x.cols());
      return inputs.colwise().normalized();
    }
    case InputMap::circle: {
      Matrix<double> inputs(2, x.cols());
      inputs << x.array().cos().matrix(), x.array().sin().matrix();
      return inputs;
    }
    case InputMap::identity:
      break;
  }
  return x;
}

Dataset makeDataset(const DataSpec& spec, int outputs) {
  Dataset data;
  if (isInPlane(spec.source)) {
    samplePlane(spec, outputs, data);
  } else if (isTeacher(spec.source)) {
    askTeacher(spec, outputs, data);
  } else if (spec.source == TargetSource::given) {
    takeRows(spec, outputs, data);
  } else {
    if (spec.source == TargetSource::points) {
      placeByHand(spec, outputs, data);
    } else if (spec.source == TargetSource::globalTemperature) {
      takeTemperatures(spec, outputs, data);
    } else {
      sampleLine(spec, outputs, data);
    }
    probeLine(spec, outputs, data);
  }
  addNoise(spec, data.y);
  data.inputs = mapInputs(spec.inputMap, data.x);
  data.probeInputs = mapInputs(spec.inputMap, data.probeX);
  return data;
}

}  // namespace ntk
