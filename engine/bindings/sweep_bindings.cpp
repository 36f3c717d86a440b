#include <emscripten/bind.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/bindings/call_options.hpp"
#include "engine/bindings/document.hpp"
#include "engine/bindings/publish.hpp"
#include "engine/experiment/sweep_cell.hpp"
#include "engine/spec/sweep.hpp"

namespace ntk {

namespace {

using emscripten::val;

/// Version 1 of a sweep's document: { version, base, path, values, members }; only version and base are
/// required.
Sweep readSweep(const val& document, Faults& faults) {
  Sweep sweep;
  CallOptions fields(document, {"version", "base", "path", "values", "members"}, faults);
  if (!faults.empty()) return sweep;
  if (!fields.has("version")) addFault(faults, "version", "missing", "it must be 1.");
  fields.integer("version", kDocumentVersion, kDocumentVersion, kDocumentVersion);
  ReadResult base = readDocument(document["base"]);
  for (Fault& fault : base.faults) fault.field = "base." + fault.field;
  faults.insert(faults.end(), base.faults.begin(), base.faults.end());
  sweep.base = base.experiment;
  if (fields.has("path")) sweep.path = fields.string("path");
  if (fields.has("values")) sweep.values = fields.numbers("values").value_or(std::vector<double>{});
  sweep.members = static_cast<int>(fields.integer("members", sweep.members, 1, kLargestSweepMembers));
  return sweep;
}

val sweepMeasures() {
  val table = val::array();
  for (const SweepMeasure& measure : kSweepMeasures) {
    val row = val::object();
    row.set("name", std::string(measure.name));
    row.set("unit", std::string(measure.unit));
    row.set("help", std::string(measure.help));
    table.call<void>("push", row);
  }
  return table;
}

/// A sweep's cells, one at a time, float networks. If there are faults nothing but `faults` may be called.
class SweepRun {
 public:
  explicit SweepRun(const val& document) {
    sweep_ = readSweep(document, faults_);
    if (faults_.empty()) faults_ = sweepFaults(sweep_);
  }

  val faults() const { return faultsToVal(faults_); }
  val values() const { return copyToArray(sweep_.values); }
  int members() const { return sweep_.members; }

  /// Starts the cell of the value at a position and of a member, both inside the sweep.
  void begin(unsigned value, int member) {
    cell_ = std::make_unique<SweepCell<float>>(sweepCell(sweep_, value, member));
  }
  val advance(double budgetMilliseconds) {
    val report = statusToVal(cell_->advance(Deadline(budgetMilliseconds)));
    report.set("progress", cell_->progress());
    return report;
  }
  /// Numbers by name, once the cell's status is final.
  val measures() const {
    const Vector<double> values = cell_->measures();
    val result = val::object();
    for (std::size_t i = 0; i < kSweepMeasures.size(); ++i) {
      result.set(std::string(kSweepMeasures[i].name), values[static_cast<Index>(i)]);
    }
    return result;
  }

 private:
  Sweep sweep_;
  Faults faults_;
  std::unique_ptr<SweepCell<float>> cell_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(ntk_sweeps) {
  emscripten::function("sweepMeasures", &sweepMeasures);
  emscripten::class_<SweepRun>("SweepRun")
      .constructor<val>()
      .function("faults", &SweepRun::faults)
      .function("values", &SweepRun::values)
      .function("members", &SweepRun::members)
      .function("begin", &SweepRun::begin)
      .function("advance", &SweepRun::advance)
      .function("measures", &SweepRun::measures);
}

}  // namespace ntk
