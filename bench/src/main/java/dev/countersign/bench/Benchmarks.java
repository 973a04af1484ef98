package dev.countersign.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs JMH with its own command line, then prints how close the whole came to its two signatures, per provider. */
public final class Benchmarks {
    private Benchmarks() {}

    /** Takes the options of JMH. */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        printRatios(new Runner(new CommandLineOptions(args)).run(), System.out);
    }

    private static void printRatios(Collection<RunResult> results, PrintStream out) {
        Map<String, Double> presentation = new TreeMap<>();
        Map<String, Double> signatures = new TreeMap<>();
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            String provider = result.getParams().getParam("provider");
            double micros = result.getPrimaryResult().getScore();
            if (benchmark.endsWith(".presentation")) {
                presentation.put(provider, micros);
            } else if (benchmark.endsWith(".twoSignatures")) {
                signatures.put(provider, micros);
            }
        }
        presentation.forEach((provider, micros) -> {
            Double raw = signatures.get(provider);
            if (raw != null) {
                out.printf(
                        "%s: presentation %.1f us, its two signatures %.1f us, ratio %.3f%n",
                        provider, micros, raw, raw / micros);
            }
        });
    }
}
