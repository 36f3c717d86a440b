#include "engine/experiment/job.hpp"
#include "engine/experiment/limit_job.hpp"
#include "engine/experiment/linearisation_job.hpp"
#include "engine/experiment/network_job.hpp"

namespace ntk {

template <class Scalar>
std::unique_ptr<Job> makeJob(std::string_view name, const Experiment& experiment,
                             const std::vector<double>* weights) {
  if (name == "network") return std::make_unique<NetworkJob<Scalar>>(experiment, weights);
  if (name == "linearisation") return std::make_unique<LinearisationJob<Scalar>>(experiment, weights);
  if (name == "limit") return std::make_unique<LimitJob<Scalar>>(experiment, weights);
  return nullptr;
}

template std::unique_ptr<Job> makeJob<float>(std::string_view, const Experiment&, const std::vector<double>*);
template std::unique_ptr<Job> makeJob<double>(std::string_view, const Experiment&,
                                              const std::vector<double>*);

}  // namespace ntk
