package dev.countersign.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs JMH with its own command line, then prints how close the whole came to its two signatures, per provider. */
public final class Benchmarks {
    private Benchmarks() {}

    /** What one benchmark cost with one provider, in microseconds. */
    private record Cost(double clock, double processor) {
        static Cost of(RunResult result) {
            return new Cost(
                    result.getPrimaryResult().getScore(),
                    Objects.requireNonNull(result.getSecondaryResults().get(ProcessorTime.LABEL))
                            .getScore());
        }
    }

    /** Takes the options of JMH. */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        Options options = new OptionsBuilder()
                .parent(new CommandLineOptions(args))
                .addProfiler(ProcessorTime.class)
                .build();
        printRatios(new Runner(options).run(), System.out);
    }

    private static void printRatios(Collection<RunResult> results, PrintStream out) {
        Map<String, Cost> presentation = new TreeMap<>();
        Map<String, Cost> signatures = new TreeMap<>();
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            String provider = result.getParams().getParam("provider");
            if (benchmark.endsWith(".presentation")) {
                presentation.put(provider, Cost.of(result));
            } else if (benchmark.endsWith(".twoSignatures")) {
                signatures.put(provider, Cost.of(result));
            }
        }
        presentation.forEach((provider, whole) -> {
            Cost raw = signatures.get(provider);
            if (raw != null) {
                out.printf(
                        "%s, processor time: presentation %.1f us, its two signatures %.1f us, ratio %.3f%n",
                        provider, whole.processor(), raw.processor(), raw.processor() / whole.processor());
                out.printf(
                        "%s, clock: presentation %.1f us, its two signatures %.1f us, ratio %.3f%n",
                        provider, whole.clock(), raw.clock(), raw.clock() / whole.clock());
            }
        });
    }
}
