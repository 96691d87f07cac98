import Curl
import Logging

/// Runs one cron binding.
struct CronTicker: Sendable {
    let binding: CronBinding
    let policy: Resiliency.Policy?
    let runtime: SidecarRuntime

    /// Whether the application takes the binding: 2xx or 405 to OPTIONS (Dapr 1.18); not asked when the direction is given.
    func isBound() async -> Bool {
        switch binding.direction {
        case .input: return true
        case .output: return false
        case .unknown:
            let answer = try? await runtime.app.call(
                .options,
                binding.path,
                headers: [("Content-Type", "application/json")],
                deadline: .seconds(3)
            )
            guard let answer else { return false }
            return (200..<300).contains(answer.status) || answer.status == 405
        }
    }

    /// Ticks until the task is cancelled. A tick never waits for the one before.
    func run() async {
        await withDiscardingTaskGroup { group in
            var last = runtime.clock.now()
            while !Task.isCancelled {
                let now = runtime.clock.now()
                guard let next = binding.next(after: last, now: now) else { return }
                try? await Task.sleep(for: (next - now).duration)
                guard !Task.isCancelled else { return }
                last = next
                guard runtime.gate.isOpen else { continue }
                group.addTask { await tick(next) }
            }
        }
    }

    private func tick(_ moment: Moment) async {
        let fault = await runtime.faults.strike(.cron, binding.name)
        switch fault?.effect {
        case .lose, .refuse, .status, .hang: return
        case .repeat:
            for copy in 0..<(fault?.copies ?? 1) {
                if copy > 0 { try? await Task.sleep(for: (fault?.delay ?? Span(nanoseconds: 0)).duration) }
                await deliver(moment)
            }
        default: await deliver(moment)
        }
    }

    private func deliver(_ moment: Moment) async {
        var headers = [
            (name: "Content-Type", value: "application/json"),
            (name: "Readtimeutc", value: runtime.clock.now().goText),
            (name: "Timezone", value: "Local"),
        ]
        if runtime.settings.isTracing { headers.append(("Traceparent", runtime.newTrace().traceparent)) }
        var retries = 0
        while !Task.isCancelled {
            let start = ContinuousClock.now
            let answer = try? await runtime.app.call(
                .post,
                binding.path,
                headers: headers,
                deadline: policy?.timeout?.duration ?? AppChannel.withoutLimit
            )
            let isDone = answer.map { (200..<300).contains($0.status) } ?? false
            runtime.metrics.ticked(binding.name, success: isDone, Span(ContinuousClock.now - start).milliseconds)
            runtime.journal.record(.tick, binding.name, status: answer?.status ?? 0)
            // Under a policy everything but 200 counts as a failure.
            if answer?.status == 200 { return }
            retries += 1
            guard let pause = policy?.retry?.pause(beforeRetry: retries, status: answer?.status) else { return }
            try? await Task.sleep(for: pause.duration)
        }
    }
}
