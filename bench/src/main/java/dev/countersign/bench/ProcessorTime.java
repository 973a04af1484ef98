package dev.countersign.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time for each operation, of all threads of the JVM, garbage collection and compilation among them.
 *
 * <p>Unlike the clock it does not count the time in which another program had the processor.
 */
public final class ProcessorTime implements InternalProfiler {
    static final String LABEL = "cpu";

    private static final double NANOS_PER_MICRO = 1_000.0;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long startNanos;

    @Override
    public String getDescription() {
        return "processor time for each operation";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        startNanos = system.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double micros = (system.getProcessCpuTime() - startNanos) / NANOS_PER_MICRO;
        long operations = result.getMetadata().getAllOps();
        return List.of(new ScalarResult(LABEL, micros / operations, "us/op", AggregationPolicy.AVG));
    }
}
