#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "engine/json/json_experiment.hpp"
#include "engine/spec/field_table.hpp"

namespace ntk {
namespace {

nlohmann::json fixture(const std::string& name) {
  std::ifstream file(std::string(NTK_FIXTURES) + "/" + name);
  EXPECT_TRUE(file.good()) << name;
  return nlohmann::json::parse(file);
}

std::multiset<std::string> faultyFields(const Faults& faults) {
  std::multiset<std::string> fields;
  for (const Fault& fault : faults) fields.insert(fault.field);
  return fields;
}

TEST(Reader, AcceptsEveryValidDocument) {
  for (const auto& test : fixture("valid-documents.json")) {
    const Faults faults = readJsonExperiment(test["document"].dump()).faults;
    EXPECT_TRUE(faults.empty()) << test["name"] << ": " << (faults.empty() ? "" : faults[0].message);
  }
}

// Every field wrong in turn: each fault names the field, its value and what is allowed, all at once.
TEST(Reader, NamesEveryFaultOfEveryInvalidDocument) {
  for (const auto& test : fixture("invalid-documents.json")) {
    const Faults faults = readJsonExperiment(test["document"].dump()).faults;
    const auto expected = test["faults"].get<std::multiset<std::string>>();
    EXPECT_EQ(faultyFields(faults), expected) << test["name"];
    for (const Fault& fault : faults) {
      EXPECT_NE(fault.message.find(fault.value), std::string::npos) << fault.message;
      EXPECT_GT(fault.message.size(), fault.field.size() + fault.value.size()) << fault.message;
    }
  }
}

TEST(Reader, InvalidFixturesReachEveryField) {
  std::set<std::string> reached;
  for (const auto& test : fixture("invalid-documents.json")) {
    for (const std::string field : test["faults"]) reached.insert(field);
  }
  for (const FieldRow& row : fieldRows()) EXPECT_TRUE(reached.count(std::string(row.path))) << row.path;
}

TEST(Reader, TextThatIsNotJsonIsAFault) {
  EXPECT_EQ(faultyFields(readJsonExperiment("{\"version\":1,").faults),
            (std::multiset<std::string>{"document"}));
}

TEST(Reader, WrittenDocumentsReadBackEqual) {
  for (const auto& test : fixture("valid-documents.json")) {
    const Experiment read = readJsonExperiment(test["document"].dump()).experiment;
    const std::string text = writeJsonExperiment(read);
    const ReadResult again = readJsonExperiment(text);
    EXPECT_TRUE(again.faults.empty()) << text;
    EXPECT_EQ(writeJsonExperiment(again.experiment), text);
  }
}

TEST(Reader, GivenWeightsAreCountedAndChecked) {
  const std::string document = R"({"version":1,"network":{"width":3}})";
  std::vector<double> weights(9, .5);
  EXPECT_TRUE(readJsonExperiment(document, &weights).faults.empty());
  weights[4] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(readJsonExperiment(document, &weights).faults[0].field, "weights[4]");
  weights.pop_back();
  EXPECT_EQ(readJsonExperiment(document, &weights).faults[0].field, "weights");
}

TEST(FieldTable, DefaultsAreInsideTheirRangesAndTextsAreThere) {
  for (const FieldRow& row : fieldRows()) {
    EXPECT_FALSE(row.text.label.empty()) << row.path;
    EXPECT_GT(row.text.help.size(), 20U) << row.path;
    EXPECT_EQ(row.text.help.back(), '.') << row.path;
    if (row.type == FieldType::choice) {
      EXPECT_FALSE(row.defaultChoice.empty()) << row.path;
    } else if (row.type == FieldType::integer || row.type == FieldType::number) {
      EXPECT_GE(row.defaultNumber, row.range.minimum) << row.path;
      EXPECT_LE(row.defaultNumber, row.range.maximum) << row.path;
    }
  }
}

}  // namespace
}  // namespace ntk
