import Dapr
import Logging
import ReminderClient
import Reminders

/// One order being carried out.
struct DeliveryJob: Sendable {
    let deliverer: Deliverer
    let order: DeliveryOrder
    let telling: Telling
    let logger: Logger

    private var notice: Notice { order.notice }

    /// All channels side by side: none waits for another one, and none fails because of another one.
    func carryOut(_ plan: DeliveryPlan) async throws(DeliveryFailure) {
        let failures = await withTaskGroup(of: (ChannelName?, DeliveryFailure?).self) { group in
            if let until = plan.until { group.addTask { (nil, await self.postpone(plan.postponed, until)) } }
            for name in plan.now {
                guard let channel = deliverer.channels[name] else { continue }
                group.addTask { (name, name.isRemote ? await self.tellRemotely(channel) : await self.tell(channel)) }
            }
            return await group.reduce(into: [(ChannelName?, DeliveryFailure?)]()) { $0.append($1) }
        }
        guard let failure = failures.compactMap(\.1).first else { return }
        // Only now is it worth a write: the event comes again.
        let done = failures.compactMap { name, failure in failure == nil ? name.flatMap { $0.isRemote ? nil : $0 } : nil }
        if !done.isEmpty { try? await deliverer.records.note(Dictionary(uniqueKeysWithValues: done.map { ($0, .delivered) }), of: notice) }
        throw failure
    }

    /// Leaves it to the engine to bring the order again when the quiet hours are over.
    private func postpone(_ channels: [ChannelName], _ until: Timestamp) async -> DeliveryFailure? {
        let order = order.postponed(channels)
        do throws(ReminderClientError) {
            try await deliverer.engine.schedule(order.reminder(.at(until.rfc3339)))
        } catch {
            return DeliveryFailure(.engineUnavailable, "\(error)")
        }
        for channel in channels { deliverer.metrics.count(channel, "postponed") }
        logger.info("Quiet hours", metadata: ["until": "\(until)", "channels": "\(channels.map(\.rawValue).joined(separator: " "))"])
        return await note(Dictionary(uniqueKeysWithValues: channels.map { ($0, .waiting(turn: order.turn)) }))
    }

    /// A channel of our own, which is quick.
    private func tell(_ channel: any Channel) async -> DeliveryFailure? {
        let outcome = await attempt(channel)
        guard case .failed(let reason, _, _) = outcome else { return nil }
        return DeliveryFailure(.channelFailed, "\(channel.name.rawValue): \(reason)")
    }

    private func tellRemotely(_ channel: any Channel) async -> DeliveryFailure? {
        let name = channel.name
        let send = deliverer.sends.start(RemoteSends.Key(notice: notice.eventID, channel: name)) {
            await self.attemptInLane(channel)
        } settle: { outcome, send in
            await self.settle(name, outcome, send)
        }
        do {
            let patience = deliverer.sends.isKnownAsSlow(notice.userID, name) ? .zero : deliverer.policy.patience
            if let complaint = try await send.complaint(within: patience) {
                deliverer.sends.remember(notice.userID, name, isSlow: false)
                return complaint.map { DeliveryFailure(.channelFailed, "\(name.rawValue): \($0)") }
            }
            deliverer.sends.remember(notice.userID, name, isSlow: true)
            if await protect(name, send) { return nil }
            // Without a guard the event is what brings it again, and has to be held until the end is known.
            return try await send.complaint().map { DeliveryFailure(.channelFailed, "\(name.rawValue): \($0)") }
        } catch {
            return DeliveryFailure(.channelFailed, "\(name.rawValue): the event's time is over")
        }
    }

    /// Has the engine bring the order again in case that nothing more is heard of the sending.
    private func protect(_ channel: ChannelName, _ send: RemoteSend) async -> Bool {
        let next = order.again(channel)
        let delay = deliverer.policy.guardDelay(channel)
        do throws(ReminderClientError) {
            try await deliverer.engine.schedule(next.reminder(.after(Self.text(delay))))
        } catch {
            logger.warning("A slow sending is not guarded", metadata: ["error": "\(error)", "channel": "\(channel.rawValue)"])
            return false
        }
        if send.guarded() { await deliverer.engine.withdraw(next.reminderID) }
        return await note([channel: .waiting(turn: next.turn)]) == nil
    }

    private func attemptInLane(_ channel: any Channel) async -> ChannelOutcome {
        let limit = deliverer.policy.limit(channel.name)
        return await withTaskGroup(of: ChannelOutcome?.self) { group in
            group.addTask {
                guard let lanes = deliverer.lanes[channel.name] else { return await attempt(channel) }
                return await lanes.run(notice.userID) { await attempt(channel) }
            }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            // The attempt ends soon after it is cancelled, and knows best what has become of it.
            let second = await group.next() ?? nil
            return first ?? second ?? .failed(reason: "no turn within \(limit)")
        }
    }

    private func attempt(_ channel: any Channel) async -> ChannelOutcome {
        let started = ContinuousClock.now
        let outcome = await channel.tell(telling)
        deliverer.metrics.took(channel.name, ContinuousClock.now - started)
        deliverer.metrics.count(channel.name, outcome.label)
        return outcome
    }

    /// Writes down what came of a sending, and provides for another try where there is to be one.
    ///
    /// - Returns: nil when that succeeded.
    private func settle(_ channel: ChannelName, _ outcome: ChannelOutcome, _ send: RemoteSend) async -> String? {
        let metadata: Logger.Metadata = ["channel": "\(channel.rawValue)", "outcome": "\(outcome)"]
        switch outcome {
        case .delivered:
            let isGuarded = send.delivered()
            let failure = await note([channel: .delivered])
            if failure == nil, isGuarded { await deliverer.engine.withdraw(order.again(channel).reminderID) }
            return failure?.message
        case .notSet(let reason):
            logger.info("A channel is not set up", metadata: metadata)
            return await note([channel: .refused(reason: reason)])?.message
        case .refused(let reason):
            logger.warning("A channel refuses for good", metadata: metadata)
            return await note([channel: .refused(reason: reason)])?.message
        case .failed(let reason, let after, _):
            guard let pause = deliverer.policy.pause(failures: order.failures + 1, asked: after) else {
                logger.error("A channel is given up", metadata: metadata)
                deliverer.metrics.count(channel, "gave_up")
                return await note([channel: .gaveUp(reason: reason)])?.message
            }
            logger.warning("A channel failed and is tried again", metadata: metadata.merging(["in": "\(pause)"]) { $1 })
            return await retry(channel, after: pause)
        }
    }

    private func retry(_ channel: ChannelName, after pause: Duration) async -> String? {
        let next = order.again(channel)
        do throws(ReminderClientError) {
            // When a reminder guards the sending already, that one is the next try, only later.
            try await deliverer.engine.schedule(next.reminder(.after(Self.text(pause))))
        } catch {
            return "\(error)"
        }
        return await note([channel: .waiting(turn: next.turn)])?.message
    }

    private func note(_ progress: [ChannelName: DeliveryRecord.Progress]) async -> DeliveryFailure? {
        do throws(DaprError) {
            try await deliverer.records.note(progress, of: notice)
            return nil
        } catch {
            logger.warning("What was done could not be written down", metadata: ["error": "\(error)"])
            return DeliveryFailure(.stateUnavailable, error.description)
        }
    }

    /// In the engine's words.
    private static func text(_ duration: Duration) -> String { "\(max(1, duration.wholeMilliseconds))ms" }
}

extension DeliveryOrder {
    /// The reminder that carries this order. It belongs to the task too, so that it goes with it.
    func reminder(_ time: ReminderTime) -> NewReminder {
        NewReminder(
            id: reminderID,
            userID: notice.userID,
            taskID: notice.taskID,
            title: notice.title,
            time: time,
            tags: [Self.member],
            data: data
        )
    }
}
