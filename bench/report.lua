-- What wrk found, as one line of JSON for load.ts: its own report is made for people. Latencies come in microseconds.
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"requestsPerSecond":%d,"p50Ms":%.1f,"p95Ms":%.1f,"refused":%d}\n',
    math.floor(summary.requests / summary.duration * 1e6 + 0.5), latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
