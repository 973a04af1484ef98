package dev.countersign.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Vectors;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
    private static final TreeHead TREE = NaiveTree.of(5).head();
    private static final SignedNote NOTE = Actors.checkpoint(TREE, Actors.LOG);
    private static final VerifierKey LOG = Actors.LOG.verifierKey();

    @TestFactory
    Stream<DynamicTest> a_note_is_judged_as_published() {
        return Vectors.cases("tlog/signed-notes.json", example -> {
            List<VerifierKey> known = new ArrayList<>();
            example.path("verifier_keys").forEach(key -> known.add(VerifierKey.parse(key.asText())));
            byte[] bytes =
                    Base64.getDecoder().decode(example.path("note_base64").asText());

            assertThat(Vectors.isAccepted(() -> SignedNote.parse(bytes).open(known)))
                    .as(example.path("reason").asText())
                    .isEqualTo(example.path("expected").asText().equals("accept"));
            if (example.has("verified_signatures")) {
                assertThat(verified(SignedNote.parse(bytes).open(known)).signatures())
                        .hasSize(example.path("verified_signatures").asInt());
                assertThat(SignedNote.parse(bytes).bytes()).isEqualTo(bytes);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> a_verifier_key_is_judged_as_published() {
        return Vectors.cases("tlog/verifier-keys.json", example -> {
            String text = example.path("vkey").asText();
            if (example.path("valid").asBoolean()) {
                assertThat(VerifierKey.parse(text)).hasToString(text);
            } else {
                assertThatThrownBy(() -> VerifierKey.parse(text))
                        .as(example.path("reason").asText())
                        .isInstanceOf(MalformedInputException.class);
            }
        });
    }

    @Test
    void a_published_cosignature_tells_its_time() {
        for (JsonNode example : Vectors.json("tlog/cosignature-timestamps.json")) {
            NoteSignature line = NoteSignature.parse(
                    "\u2014 witness.example " + example.path("signature_base64").asText());
            boolean hasTime = line.signature().length == Cosignature.TIME_BYTES + 64;

            assertThat(hasTime).isEqualTo(example.has("timestamp"));
            if (hasTime) {
                assertThat(ByteBuffer.wrap(line.signature()).getLong())
                        .isEqualTo(example.path("timestamp").asLong());
            }
        }
    }

    @Test
    void a_note_of_a_known_key_is_opened_and_printed_as_it_was() {
        SignedNote read = SignedNote.parse(NOTE.bytes());
        assertThat(read).isEqualTo(NOTE);
        VerifiedNote opened = verified(read.open(List.of(LOG)));
        assertThat(opened.text()).isEqualTo(NOTE.text());
        assertThat(opened.signatures())
                .hasSize(1)
                .allMatch(signature -> signature.time().isEmpty());
        assertThat(opened.signatureOf(LOG)).isPresent();
    }

    @Test
    void a_text_may_have_blank_lines() {
        SignedNote note = SignedNote.sign("one\n\ntwo\n\n\nthree\n", List.of(Actors.LOG));
        assertThat(SignedNote.parse(note.bytes()).text()).isEqualTo("one\n\ntwo\n\n\nthree\n");
    }

    @Property(tries = 2_000)
    void any_bit_flipped_in_a_note_is_refused(
            @ForAll @IntRange(max = Integer.MAX_VALUE) int position, @ForAll @IntRange(max = 7) int bit) {
        byte[] tampered = NOTE.bytes();
        tampered[position % tampered.length] ^= (byte) (1 << bit);

        assertThat(Vectors.isAccepted(() -> SignedNote.parse(tampered).open(List.of(LOG))))
                .isFalse();
    }

    @Property(tries = 2_000)
    void hostile_bytes_are_malformed_and_nothing_else(@ForAll byte[] bytes, @ForAll String text) {
        parses(bytes);
        parses((NOTE.text() + "\n\u2014 " + text + "\n").getBytes(StandardCharsets.UTF_8));
        parses((text + "\n\n" + NOTE).getBytes(StandardCharsets.UTF_8));
    }

    private static void parses(byte[] bytes) {
        try {
            assertThat(SignedNote.parse(bytes).bytes()).isEqualTo(bytes);
        } catch (MalformedInputException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text\n",
                "text\n\n",
                "text\n\n\u2014 a AAAAAAA=",
                "text\n\n\u2014 a AAAAAAA=\n\n",
                "text\n\n- a AAAAAAA=\n",
                "text\n\n\u2014  AAAAAAA=\n",
                "text\n\n\u2014 a  AAAAAAA=\n",
                "text\n\n\u2014 a+b AAAAAAA=\n",
                "text\n\n\u2014 a\u00a0b AAAAAAA=\n",
                "text\n\n\u2014 a\u0085b AAAAAAA=\n",
                "text\n\n\u2014 a\u3000b AAAAAAA=\n",
                "text\n\n\u2014 a AAAAAAA\n",
                "text\n\n\u2014 a AAAAAAB=\n",
                "text\n\n\u2014 a AAAA_AA=\n",
                "text\n\n\u2014 a AAAAAA==\n",
                "text\n\n\u2014 a AAAAAAA= \n",
                "text\n\n\u2014 a AAAAAAA=\r\n",
                "te\txt\n\n\u2014 a AAAAAAA=\n",
                "te\u0000xt\n\n\u2014 a AAAAAAA=\n",
                "\n"
            })
    void a_note_without_final_lf_or_with_control_characters_or_other_base64_is_malformed(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void a_note_of_sixteen_signatures_is_read_and_an_oversized_one_is_not() {
        List<NoteSigner> sixteen = new ArrayList<>(List.of(Actors.LOG));
        for (int i = 1; i < 16; i++) {
            sixteen.add(Actors.witness("w" + i + ".example"));
        }
        SignedNote note = SignedNote.sign(NOTE.text(), sixteen);
        assertThat(SignedNote.parse(note.bytes()).signatures()).hasSize(16);

        String line = NOTE.signatures().get(0) + "\n";
        byte[] many = (NOTE + line.repeat(SignedNote.MAX_SIGNATURES)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SignedNote.parse(many)).isInstanceOf(MalformedInputException.class);
        byte[] large = ("x".repeat(SignedNote.MAX_BYTES) + NOTE).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SignedNote.parse(large)).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void a_forged_key_id_or_name_makes_a_key_unknown() {
        NoteSigner namesake = Actors.log(Actors.ORIGIN);
        assertRefused(Actors.checkpoint(TREE, namesake).open(List.of(LOG)), RejectionReason.ISSUER_KEY_UNKNOWN);
        NoteSignature forged = NoteSignature.of(LOG, new byte[64]);
        assertRefused(
                new SignedNote(NOTE.text(), List.of(forged)).open(List.of(LOG)), RejectionReason.SIGNATURE_INVALID);
        assertThatThrownBy(() -> VerifierKey.parse(LOG.toString().replaceFirst("\\+[0-9a-f]{8}\\+", "+00000000+")))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void a_known_key_that_fails_spoils_a_note_that_another_known_key_signed() {
        SignedNote spoilt = NOTE.with(NoteSignature.of(Actors.ALICE.verifierKey(), new byte[72]));
        assertThat(spoilt.open(List.of(LOG))).isInstanceOf(Verification.Verified.class);
        assertRefused(spoilt.open(List.of(LOG, Actors.ALICE.verifierKey())), RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void a_cosignature_of_another_checkpoint_or_with_an_altered_time_is_refused() {
        List<VerifierKey> known = List.of(Actors.ALICE.verifierKey());
        SignedNote cosigned = Actors.checkpoint(TREE, Actors.ALICE);
        assertThat(verified(cosigned.open(known)).signatures().get(0).time()).contains(Actors.NOW);

        NoteSignature line = cosigned.signatures().get(0);
        SignedNote other = Actors.checkpoint(NaiveTree.of(6).head(), Actors.LOG).with(line);
        assertRefused(other.open(known), RejectionReason.SIGNATURE_INVALID);
        for (long seconds : new long[] {0, -1, Actors.NOW.getEpochSecond() + 1, Long.MAX_VALUE}) {
            byte[] altered = line.signature();
            ByteBuffer.wrap(altered).putLong(seconds);
            SignedNote moved =
                    new SignedNote(cosigned.text(), List.of(NoteSignature.of(Actors.ALICE.verifierKey(), altered)));
            assertRefused(moved.open(known), RejectionReason.SIGNATURE_INVALID);
        }
    }

    @Test
    void a_plain_signature_by_a_witness_key_is_no_cosignature() {
        KeyPair pair = Keys.generate(SignatureAlgorithm.EDDSA);
        VerifierKey cosigner = VerifierKey.of("w.example", SignatureType.COSIGNATURE_V1, pair.getPublic());
        VerifierKey plain = VerifierKey.of("w.example", SignatureType.ED25519, pair.getPublic());
        byte[] signature = JwsSigner.of(pair).sign(NOTE.text().getBytes(StandardCharsets.UTF_8));

        assertThat(plain.id()).isNotEqualTo(cosigner.id());
        SignedNote asPlain = new SignedNote(NOTE.text(), List.of(NoteSignature.of(plain, signature)));
        assertRefused(asPlain.open(List.of(cosigner)), RejectionReason.ISSUER_KEY_UNKNOWN);
        SignedNote disguised = new SignedNote(NOTE.text(), List.of(NoteSignature.of(cosigner, signature)));
        assertRefused(disguised.open(List.of(cosigner)), RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void a_witness_cosigns_nothing_but_checkpoints() {
        assertThatThrownBy(() -> Actors.ALICE.sign("I owe you\n")).isInstanceOf(MalformedInputException.class);
        KeyPair pair = Keys.generate(SignatureAlgorithm.EDDSA);
        VerifierKey logKey = VerifierKey.of("w.example", SignatureType.ED25519, pair.getPublic());
        assertThatThrownBy(() -> NoteSigner.cosigner(logKey, JwsSigner.of(pair), Actors.CLOCK))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void hostile_keys_and_lines_are_malformed_and_nothing_else(@ForAll String text) {
        for (Runnable parse : List.<Runnable>of(
                () -> VerifierKey.parse(text),
                () -> VerifierKey.parse(LOG + text),
                () -> VerifierKey.parse(text + LOG),
                () -> NoteSignature.parse("\u2014 " + text),
                () -> NoteSignature.parse(text))) {
            try {
                parse.run();
            } catch (MalformedInputException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
        assertThat(VerifierKey.parse(LOG.toString())).isEqualTo(LOG);
    }

    private static VerifiedNote verified(Verification<VerifiedNote> outcome) {
        assertThat(outcome).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified<VerifiedNote>) outcome).value();
    }

    private static void assertRefused(Verification<?> outcome, RejectionReason reason) {
        assertThat(outcome).isInstanceOfSatisfying(Verification.Rejected.class, no -> assertThat(no.reason())
                .isEqualTo(reason));
    }
}
