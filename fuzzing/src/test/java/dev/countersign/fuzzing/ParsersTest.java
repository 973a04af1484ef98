package dev.countersign.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every seed, which is where findings end up, given to every parser: nothing but a value or the declared exception. */
class ParsersTest {
    @TestFactory
    Stream<DynamicTest> no_parser_breaks_over_a_seed() throws Exception {
        List<byte[]> did = Seeds.of(DidParsers.ALL);
        List<byte[]> protocol = Seeds.of(ProtocolParsers.ALL);
        assertThat(did).hasSizeGreaterThan(DidParsers.ALL.size());
        assertThat(protocol).hasSizeGreaterThan(ProtocolParsers.ALL.size());
        if (!Seeds.vectorsArePresent()) {
            System.out.println("no test vectors: fuzzing starts from our own seeds only");
        }
        return Stream.concat(runs(DidParsers.ALL, did), runs(ProtocolParsers.ALL, protocol));
    }

    private static Stream<DynamicTest> runs(List<Parser> parsers, List<byte[]> seeds) {
        return parsers.stream()
                .map(parser -> DynamicTest.dynamicTest(
                        parser.name(),
                        () -> seeds.forEach(seed -> parser.run(Arrays.copyOfRange(seed, 1, seed.length)))));
    }

    @Test
    void every_parser_has_a_seed() throws Exception {
        for (List<Parser> parsers : List.of(DidParsers.ALL, ProtocolParsers.ALL)) {
            List<byte[]> seeds = Seeds.of(parsers);
            for (int i = 0; i < parsers.size(); i++) {
                int index = i;
                assertThat(seeds).as(parsers.get(i).name()).anyMatch(seed -> seed[0] == index);
            }
        }
    }
}
