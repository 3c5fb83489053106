-- What wrk asks, in turn: one request a line of the file behind `--`, as METHOD, path and body with tabs between. What it
-- found is printed as one line of JSON for load.ts, since its own report is made for people.
local asks, at = {}, 0

init = function(args)
  for line in io.lines(args[1]) do
    local method, path, body = line:match('^(%S+)\t([^\t]+)\t(.*)$')
    if method == 'POST' then wrk.headers['content-type'] = 'application/x-www-form-urlencoded' end
    asks[#asks + 1] = wrk.format(method, path, wrk.headers, method == 'POST' and body or nil)
  end
end

request = function()
  at = at % #asks + 1
  return asks[at]
end

-- Latencies come in microseconds.
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format('{"requests":%d,"requestsPerSecond":%d,"p50Ms":%.1f,"p95Ms":%.1f,"refused":%d}\n',
    summary.requests, math.floor(summary.requests / summary.duration * 1e6 + 0.5), latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
