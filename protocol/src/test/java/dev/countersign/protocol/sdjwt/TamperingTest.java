package dev.countersign.protocol.sdjwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class TamperingTest {
    private static final Actors ACTORS = new Actors(SignatureAlgorithm.ES256);
    private static final byte[] PRESENTATION =
            ACTORS.presents(Actors.GIVEN_NAME, Actors.STREET).compact().getBytes(StandardCharsets.US_ASCII);

    @Property
    void any_bit_flipped_in_a_valid_presentation_is_rejected_or_malformed(
            @ForAll @IntRange(max = Integer.MAX_VALUE) int position, @ForAll @IntRange(max = 7) int bit) {
        byte[] tampered = PRESENTATION.clone();
        tampered[position % tampered.length] ^= (byte) (1 << bit);

        assertRefused(new String(tampered, StandardCharsets.ISO_8859_1));
    }

    @Property
    void any_piece_cut_out_of_a_valid_presentation_is_rejected_or_malformed(
            @ForAll @IntRange(max = Integer.MAX_VALUE) int start, @ForAll @IntRange(min = 1, max = 300) int length) {
        String valid = new String(PRESENTATION, StandardCharsets.US_ASCII);
        int from = start % valid.length();

        assertRefused(valid.substring(0, from) + valid.substring(Math.min(valid.length(), from + length)));
    }

    @Property
    void a_hostile_text_is_rejected_or_malformed(
            @ForAll
                    @AlphaChars
                    @CharRange(from = '0', to = '9')
                    @Chars({'~', '.', '-', '_', '=', '"', '{', '\0'})
                    @StringLength(max = 200)
                    String text) {
        assertRefused(text);
        assertRefused(new String(PRESENTATION, StandardCharsets.US_ASCII) + text + "~");
    }

    private static void assertRefused(String text) {
        try {
            assertThat(ACTORS.verifier().verify(SdJwt.parse(text), Actors.REQUIRED))
                    .isInstanceOf(Verification.Rejected.class);
        } catch (MalformedInputException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }
}
