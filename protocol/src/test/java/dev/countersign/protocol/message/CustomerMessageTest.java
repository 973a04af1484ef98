package dev.countersign.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RandomSource;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.jose.EcdhKey;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.log.Salt;
import dev.countersign.protocol.log.SignatureType;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.wallet.MessagePage;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CustomerMessageTest {
    private static final String BANK = "https://bank.example";
    private static final String WALLET = "wal_1";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final KeyPair SIGNER = Keys.generate(SignatureAlgorithm.ES256);
    private static final EcdhKey READER = EcdhKey.of(Keys.generate(SignatureAlgorithm.ES256));
    private static final VerifierKey LOG = VerifierKey.of(
            "bank.example/log",
            SignatureType.ED25519,
            Keys.generate(SignatureAlgorithm.EDDSA).getPublic());

    private static CustomerMessage message(String text) {
        MessageContent content =
                new MessageContent(BANK, NOON, "msg_1", new MessageText("Your card", text, "en"), Optional.of("int_1"));
        return new CustomerMessage(
                content, WALLET, CustomerMessage.Logged.in(LOG, content, Salt.random(RandomSource.secure())));
    }

    private static String signed(CustomerMessage message) {
        return message.sign(JwsSigner.of(SIGNER), "receipt-1");
    }

    private static Verification<CustomerMessage> verify(String compact) {
        return CustomerMessage.verify(compact, SIGNER.getPublic(), new CustomerMessage.Expected(BANK, WALLET));
    }

    private static SealedMessage sealed(CustomerMessage message) {
        return SealedMessage.seal(signed(message), RecipientKey.of(READER.publicJwk()));
    }

    private static void assertRefused(Verification<?> judged, RejectionReason reason) {
        assertThat(judged).isInstanceOfSatisfying(Verification.Rejected.class, no -> assertThat(no.reason())
                .isEqualTo(reason));
    }

    // ---- the main job

    @Test
    void what_was_signed_and_sealed_comes_out_for_its_reader() {
        CustomerMessage written = message("It is in the post.\nGood day.");

        assertThat(sealed(written).open(READER).then(CustomerMessageTest::verify))
                .isEqualTo(Verification.verified(written));
    }

    @Test
    void two_copies_of_one_text_have_nothing_in_common() {
        CustomerMessage written = message("It is in the post.");

        assertThat(sealed(written).sha256()).isNotEqualTo(sealed(written).sha256());
        assertThat(message("It is in the post.").logged().commitment())
                .isNotEqualTo(written.logged().commitment());
    }

    @Test
    void nothing_that_is_printed_of_it_tells_what_it_says() {
        CustomerMessage written = message("It is in the post.");

        assertThat(List.of(written, written.content(), written.content().words(), sealed(written))
                        .toString())
                .doesNotContain("post", "card");
    }

    @Property(tries = 100)
    void any_plain_text_comes_out_as_it_went_in(@ForAll @StringLength(min = 1, max = 300) String text) {
        CustomerMessage written;
        try {
            written = message(text);
        } catch (MalformedInputException e) {
            // Not plain: that is another test.
            return;
        }

        assertThat(sealed(written).open(READER).then(CustomerMessageTest::verify))
                .isEqualTo(Verification.verified(written));
    }

    private static CustomerMessage message(MessageText words) {
        MessageContent content = new MessageContent(BANK, NOON, "msg_1", words, Optional.empty());
        return new CustomerMessage(
                content, WALLET, CustomerMessage.Logged.in(LOG, content, Salt.random(RandomSource.secure())));
    }

    @Test
    void the_longest_message_in_any_characters_fits_and_so_does_a_page_of_them() {
        String emoji = new String(Character.toChars(0x1F512));
        for (String character : List.of("x", "\"", "\u5b57", emoji)) {
            SealedMessage longest = sealed(message(new MessageText(
                    character.repeat(MessageText.MAX_SUBJECT), character.repeat(MessageText.MAX_TEXT), "en")));

            assertThat(longest.open(READER).then(CustomerMessageTest::verify))
                    .isInstanceOf(Verification.Verified.class);
            assertThat(longest.compact().length() * MessagePage.MAX_ITEMS).isLessThan(Json.MAX_BYTES);
        }
    }

    @Test
    void a_record_is_read_as_it_was_printed_and_names_its_copy() {
        CustomerMessage written = message("It is in the post.");
        SealedMessage sealed = sealed(written);
        SendingRecord record = new SendingRecord(
                "msg_1", NOON, written.logged().commitment(), List.of(SendingRecord.Copy.of(WALLET, sealed)));

        assertThat(SendingRecord.parse(Json.parse(Json.print(record.toJson())))).isEqualTo(record);
        assertThat(record.covers(written, sealed)).isTrue();
        assertThat(record.covers(written, sealed(written))).isFalse();
        assertThat(record.covers(message("It is in the post."), sealed)).isFalse();
    }

    // ---- attacks

    @Property(tries = 60)
    void a_message_with_one_bit_changed_is_refused_whatever_the_bit(@ForAll @IntRange(max = 100_000) int place) {
        byte[] compact = signed(message("It is in the post.")).getBytes(StandardCharsets.US_ASCII);
        compact[place % compact.length] ^= (byte) (1 << (place % 7));

        assertThat(verify(new String(compact, StandardCharsets.ISO_8859_1))).isInstanceOf(Verification.Rejected.class);
    }

    @Property(tries = 60)
    void a_sealed_message_with_one_bit_changed_does_not_open(@ForAll @IntRange(max = 100_000) int place) {
        byte[] compact = sealed(message("It is in the post.")).compact().getBytes(StandardCharsets.US_ASCII);
        compact[place % compact.length] ^= (byte) (1 << (place % 7));

        Verification<String> opened;
        try {
            opened = new SealedMessage(new String(compact, StandardCharsets.ISO_8859_1)).open(READER);
        } catch (MalformedInputException e) {
            // Not even a JWE any more.
            return;
        }
        assertThat(opened).isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void another_reader_cannot_open_it_even_under_the_readers_name() {
        EcdhKey mallory = EcdhKey.of(Keys.generate(SignatureAlgorithm.ES256));
        EcdhKey pretending = new EcdhKey() {
            @Override
            public PublicJwk publicJwk() {
                return READER.publicJwk();
            }

            @Override
            public byte[] agree(java.security.PublicKey other) {
                return mallory.agree(other);
            }
        };
        SealedMessage sealed = sealed(message("It is in the post."));

        assertRefused(sealed.open(mallory), RejectionReason.ENCRYPTION_INVALID);
        assertRefused(sealed.open(pretending), RejectionReason.ENCRYPTION_INVALID);
    }

    @Test
    void claims_that_are_missing_unknown_or_too_long_are_refused() {
        ObjectNode right = Jws.parse(signed(message("It is in the post."))).claims();
        assertThat(CustomerMessage.parse(right)).isNotNull();

        for (String name : List.of("iss", "aud", "iat", "jti", "subject", "text", "lang", "log")) {
            ObjectNode without = right.deepCopy();
            without.remove(name);
            assertMalformed(without);
            assertMalformed(right.deepCopy().put(name, true));
        }
        assertMalformed(right.deepCopy().put("html", "<b>"));
        assertMalformed(right.deepCopy().put("text", "x".repeat(MessageText.MAX_TEXT + 1)));
        assertMalformed(right.deepCopy().put("subject", "x".repeat(MessageText.MAX_SUBJECT + 1)));
        assertMalformed(right.deepCopy().put("jti", "../receipts/rcp_1"));
        assertMalformed(right.deepCopy().put("aud", "wal 1"));
        assertMalformed(right.deepCopy().put("interaction", "int_1?x"));
        assertMalformed(right.deepCopy().put("lang", "e"));
    }

    private static void assertMalformed(ObjectNode claims) {
        assertThatThrownBy(() -> CustomerMessage.parse(claims)).isInstanceOf(MalformedInputException.class);
        String signed = Jws.sign(
                        Json.object().put("typ", CustomerMessage.TYPE), Json.print(claims), JwsSigner.of(SIGNER))
                .compact();
        assertRefused(verify(signed), RejectionReason.MALFORMED);
    }

    @Test
    void a_text_that_hides_or_turns_the_direction_of_writing_is_refused() {
        for (String text :
                List.of("", " \n\t ", "a\u0000b", "pay \u202Eeno on", "a\u2028b", "a\rb", "\uD800", "x\u2066y")) {
            assertThatThrownBy(() -> new MessageText("Your card", text, "en"))
                    .isInstanceOf(MalformedInputException.class);
            assertThatThrownBy(() -> new MessageText(text, "It is in the post.", "en"))
                    .isInstanceOf(MalformedInputException.class);
        }
        assertThatThrownBy(() -> new MessageText("two\nlines", "x", "en")).isInstanceOf(MalformedInputException.class);
    }

    @Test
    void an_over_long_sealed_message_is_not_even_looked_at() {
        assertThatThrownBy(() -> new SealedMessage("A".repeat(SealedMessage.MAX_CHARS + 1)))
                .isInstanceOf(MalformedInputException.class)
                .hasMessageContaining("size");
    }

    @Test
    void a_record_with_other_members_too_many_copies_or_something_else_for_a_hash_is_refused() {
        CustomerMessage written = message("It is in the post.");
        SendingRecord.Copy copy = SendingRecord.Copy.of(WALLET, sealed(written));
        SendingRecord record = new SendingRecord("msg_1", NOON, written.logged().commitment(), List.of(copy));
        ObjectNode shortHash = record.toJson();
        ((ObjectNode) shortHash.path("copies").path(0)).put("jwe_sha256", "AAAA");
        ObjectNode more = record.toJson();
        ((ObjectNode) more.path("copies").path(0)).put("name", "Alice");

        for (ObjectNode wrong : List.of(
                shortHash,
                more,
                record.toJson().put("text", "x"),
                record.toJson().put("v", 2),
                record.toJson().put("content", "AAAA"),
                record.toJson().put("sent_at", "today"))) {
            assertThatThrownBy(() -> SendingRecord.parse(wrong)).isInstanceOf(MalformedInputException.class);
        }
        List<SendingRecord.Copy> many = IntStream.rangeClosed(0, SendingRecord.MAX_COPIES)
                .mapToObj(i -> copy)
                .toList();
        assertThatThrownBy(
                        () -> new SendingRecord("msg_1", NOON, written.logged().commitment(), many))
                .isInstanceOf(MalformedInputException.class);
        assertThatThrownBy(
                        () -> new SendingRecord("msg_1", NOON, written.logged().commitment(), List.of()))
                .isInstanceOf(MalformedInputException.class);
    }
}
