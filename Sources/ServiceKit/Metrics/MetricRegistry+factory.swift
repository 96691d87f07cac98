public import CoreMetrics

extension MetricRegistry: MetricsFactory {
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        counter(label, dimensions)
    }

    public func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        counter(label, dimensions)
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        gauge(label, dimensions)
    }

    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        aggregate
            ? histogram(MetricName.metric(label), dimensions, defaultBuckets: Self.amountBuckets)
            : gauge(label, dimensions)
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(MetricName.metric(label, suffix: "_seconds"), dimensions, defaultBuckets: Self.durationBuckets)
    }

    public func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { remove(handler) }
    public func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    public func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    public func destroyTimer(_ handler: any TimerHandler) { remove(handler) }

    private func counter(_ label: String, _ labels: [(String, String)]) -> CounterSeries {
        let found = series(MetricName.metric(label, suffix: "_total"), .counter, labels) { _ in .counter(CounterSeries()) }
        if case .counter(let series) = found { return series }
        return CounterSeries()
    }

    private func gauge(_ label: String, _ labels: [(String, String)]) -> GaugeSeries {
        let found = series(MetricName.metric(label), .gauge, labels) { _ in .gauge(GaugeSeries()) }
        if case .gauge(let series) = found { return series }
        return GaugeSeries()
    }

    private func histogram(_ name: String, _ labels: [(String, String)], defaultBuckets: [Double]) -> HistogramSeries {
        let found = series(name, .histogram, labels) { buckets in .histogram(HistogramSeries(bounds: buckets ?? defaultBuckets)) }
        if case .histogram(let series) = found { return series }
        return HistogramSeries(bounds: defaultBuckets)
    }
}
