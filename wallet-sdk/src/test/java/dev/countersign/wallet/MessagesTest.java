package dev.countersign.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.Verification;
import dev.countersign.protocol.consent.ConsentReceipt;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.JwsSigner;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.message.CustomerMessage;
import dev.countersign.protocol.message.MessageContent;
import dev.countersign.protocol.message.MessageText;
import dev.countersign.protocol.message.RecipientKey;
import dev.countersign.protocol.message.SealedMessage;
import dev.countersign.protocol.message.SendingRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Alice's wallet makes of messages, of an honest bank and of others. */
class MessagesTest {
    private static final MessageText WORDS = new MessageText("About your card", "It is in the post.", "en");

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final ExampleBank bank = new ExampleBank(URI.create("https://bank.example"), clock);
    private final InMemoryNetwork network = new InMemoryNetwork(bank);
    private Wallet wallet;

    @BeforeEach
    void alice_has_her_card() {
        wallet = AliceWallet.readingMessages(directory, network, clock);
        assertThat(AliceWallet.receive(wallet, bank)).isInstanceOf(Received.Added.class);
        bank.interactionLog.append("an interaction of somebody else");
    }

    private Enrolment enrolment() {
        return wallet.enrolments().get(0);
    }

    private ReceivedMessage newest() throws IOException {
        return wallet.messages().list(enrolment(), Optional.empty()).messages().get(0);
    }

    private OpenedMessage opened() throws IOException {
        Verification<OpenedMessage> opened = wallet.messages().open(newest());
        assertThat(opened).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified<OpenedMessage>) opened).value();
    }

    private RejectionReason refused() throws IOException {
        Verification<OpenedMessage> opened = wallet.messages().open(newest());
        assertThat(opened).isInstanceOf(Verification.Rejected.class);
        return ((Verification.Rejected<OpenedMessage>) opened).reason();
    }

    /** The bank seals this text, signed or not, and says that it is that message. */
    private void delivers(String signed, CustomerMessage as) {
        SealedMessage sealed = bank.messages.seal(signed);
        bank.messages.deliver(sealed, ExampleMessages.record(as, sealed));
    }

    private CustomerMessage message() {
        return bank.messages.message(WORDS.subject(), WORDS.text());
    }

    /** A message of the bank whose header somebody rewrote on the way. */
    private void deliversWithHeader(UnaryOperator<ObjectNode> change) {
        CustomerMessage message = message();
        String[] parts = bank.messages
                .seal(ExampleMessages.signed(message, bank.receiptKey))
                .compact()
                .split("\\.", -1);
        parts[0] = Base64Url.encode(Json.print(change.apply(Json.parseObject(Base64Url.decode(parts[0])))));
        SealedMessage sealed = new SealedMessage(String.join(".", parts));
        bank.messages.deliver(sealed, ExampleMessages.record(message, sealed));
    }

    // ---- the main job

    @Test
    void a_message_is_read_and_its_sending_is_in_the_log() throws Exception {
        String id = bank.messages.send(WORDS.subject(), WORDS.text());

        OpenedMessage message = opened();

        assertThat(message.id()).isEqualTo(id);
        assertThat(message.words()).isEqualTo(WORDS);
        assertThat(message.organisation().name()).isEqualTo(ExampleBank.NAME);
        assertThat(wallet.messages().standing(message)).isEqualTo(new LogStanding.Included(1));
        assertThat(wallet.messages().read(message)).isInstanceOf(Sent.Accepted.class);
        assertThat(bank.messages.read).containsExactly(id);
    }

    @Test
    void until_the_log_has_it_the_message_waits_and_is_read_all_the_same() throws Exception {
        bank.sequencesAtOnce = false;
        bank.messages.send(WORDS.subject(), WORDS.text());

        assertThat(wallet.messages().standing(opened())).isEqualTo(new LogStanding.Waiting(clock.instant()));
    }

    @Test
    void the_key_that_reads_is_not_the_key_that_signs() {
        Enrolment enrolment = enrolment();

        assertThat(bank.messages.key.orElseThrow().thumbprint())
                .isEqualTo(enrolment.messageKey().orElseThrow().value())
                .isNotEqualTo(enrolment.key().value());
    }

    @Test
    void a_wallet_that_was_enrolled_before_begins_to_read_messages() throws Exception {
        Path old = directory.resolve("old");
        Wallet before = AliceWallet.in(old, network, clock);
        AliceWallet.receive(before, bank);
        assertThat(before.enrolments().get(0).messageKey()).isEmpty();

        wallet = AliceWallet.readingMessages(old, network, clock);
        assertThat(wallet.messages().begin(enrolment())).isInstanceOf(Sent.Accepted.class);
        bank.messages.send(WORDS.subject(), WORDS.text());

        assertThat(opened().words()).isEqualTo(WORDS);
    }

    @Test
    void what_was_sent_to_an_earlier_key_stays_readable() throws Exception {
        bank.messages.send(WORDS.subject(), WORDS.text());
        KeyThumbprint first = enrolment().messageKey().orElseThrow();

        wallet.messages().begin(enrolment());

        assertThat(enrolment().messageKey()).isPresent().isNotEqualTo(Optional.of(first));
        assertThat(opened().words()).isEqualTo(WORDS);
    }

    @Test
    void a_long_list_comes_in_parts_the_newest_first() throws Exception {
        for (int i = 0; i < 12; i++) {
            bank.messages.send("Number " + i, WORDS.text());
        }

        Messages.Listed first = wallet.messages().list(enrolment(), Optional.empty());
        Messages.Listed second = wallet.messages().list(enrolment(), first.next());

        assertThat(first.messages()).hasSize(8);
        assertThat(second.messages()).hasSize(4);
        assertThat(second.next()).isEmpty();
        assertThat(opened().words().subject()).isEqualTo("Number 11");
    }

    @Test
    void while_the_banks_did_cannot_be_had_nothing_is_shown_and_nobody_is_accused() throws Exception {
        bank.messages.send(WORDS.subject(), WORDS.text());
        ReceivedMessage received = newest();
        network.goDown();

        assertThat(wallet.messages().open(received)).isInstanceOf(Verification.Undecided.class);
    }

    // ---- attacks

    @Test
    void another_wallets_message_cannot_be_opened() throws Exception {
        bank.messages.send(WORDS.subject(), WORDS.text());
        ReceivedMessage stolen = newest();

        Wallet mallory = AliceWallet.readingMessages(directory.resolve("mallory"), network, clock);

        assertThat(mallory.messages().open(stolen)).isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void a_message_that_somebody_else_signed_is_refused() throws Exception {
        CustomerMessage message = message();
        delivers(ExampleMessages.signed(message, Keys.generate(SignatureAlgorithm.ES256)), message);

        assertThat(refused()).isEqualTo(RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void a_message_under_the_key_of_another_organisation_is_refused() throws Exception {
        CustomerMessage message = message();
        delivers(message.sign(JwsSigner.of(bank.receiptKey), "did:web:mallory.example#receipt-1"), message);

        assertThat(refused()).isEqualTo(RejectionReason.ISSUER_KEY_UNKNOWN);
    }

    @Test
    void a_message_to_another_wallet_that_its_reader_sealed_again_for_this_one_is_refused_as_replay() throws Exception {
        CustomerMessage written = message();
        CustomerMessage toBob = new CustomerMessage(written.content(), "wal_bob", written.logged());
        delivers(ExampleMessages.signed(toBob, bank.receiptKey), written);

        assertThat(refused()).isEqualTo(RejectionReason.WRONG_AUDIENCE);
    }

    @Test
    void a_changed_text_whose_commitment_does_not_match_is_refused() throws Exception {
        CustomerMessage agreed = message();
        MessageContent changed = new MessageContent(
                agreed.content().issuer(),
                agreed.content().issuedAt(),
                agreed.content().id(),
                new MessageText(WORDS.subject(), "It is not in the post.", "en"),
                Optional.empty());
        delivers(
                ExampleMessages.signed(
                        new CustomerMessage(changed, ExampleMessages.WALLET, agreed.logged()), bank.receiptKey),
                agreed);

        assertThat(refused()).isEqualTo(RejectionReason.CLAIM_INVALID);
    }

    @Test
    void a_record_of_another_sending_is_refused() throws Exception {
        CustomerMessage first = message();
        CustomerMessage second = message();
        SealedMessage sealed = bank.messages.seal(ExampleMessages.signed(first, bank.receiptKey));
        SendingRecord ofSecond = ExampleMessages.record(second, sealed);
        SendingRecord otherCopy =
                ExampleMessages.record(first, bank.messages.seal(ExampleMessages.signed(first, bank.receiptKey)));
        SendingRecord otherWallet = new SendingRecord(
                first.content().id(),
                first.content().issuedAt(),
                first.logged().commitment(),
                List.of(SendingRecord.Copy.of("wal_bob", sealed)));

        for (SendingRecord record : List.of(ofSecond, otherCopy, otherWallet)) {
            bank.messages.deliver(sealed, record);
            assertThat(refused()).isEqualTo(RejectionReason.CLAIM_INVALID);
        }
    }

    @Test
    void a_receipt_of_the_bank_does_not_pass_for_a_message() throws Exception {
        CustomerMessage message = message();
        Jws signed = Jws.parse(ExampleMessages.signed(message, bank.receiptKey));
        ObjectNode header = signed.header().put("typ", ConsentReceipt.TYPE);
        delivers(
                Jws.sign(header, signed.payload(), JwsSigner.of(bank.receiptKey))
                        .compact(),
                message);

        assertThat(refused()).isEqualTo(RejectionReason.WRONG_TYPE);
    }

    @Test
    void an_unsigned_message_is_refused() throws Exception {
        CustomerMessage message = message();
        String[] parts = ExampleMessages.signed(message, bank.receiptKey).split("\\.", -1);
        ObjectNode header = Json.parseObject(Base64Url.decode(parts[0])).put("alg", "none");
        delivers(Base64Url.encode(Json.print(header)) + "." + parts[1] + ".", message);

        assertThat(refused()).isEqualTo(RejectionReason.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void another_encryption_than_the_one_agreed_on_is_refused_as_downgrade() throws Exception {
        for (String alg : List.of("dir", "RSA1_5", "RSA-OAEP", "ECDH-ES+A128KW", "none", "A256KW")) {
            deliversWithHeader(header -> header.put("alg", alg));
            assertThat(refused()).as(alg).isEqualTo(RejectionReason.ENCRYPTION_INVALID);
        }
        for (String enc : List.of("A128CBC-HS256", "A256CBC-HS512", "A128GCM", "XC20P")) {
            deliversWithHeader(header -> header.put("enc", enc));
            assertThat(refused()).as(enc).isEqualTo(RejectionReason.ENCRYPTION_INVALID);
        }
        deliversWithHeader(header -> header.put("zip", "DEF"));
        assertThat(refused()).isEqualTo(RejectionReason.ENCRYPTION_INVALID);
        deliversWithHeader(header -> header.set("crit", Json.parse("[\"exp\"]")));
        assertThat(refused()).isEqualTo(RejectionReason.ENCRYPTION_INVALID);
    }

    @Test
    void a_point_that_is_not_on_the_curve_never_meets_the_private_key() throws Exception {
        deliversWithHeader(header -> {
            ObjectNode epk = header.withObject("/epk");
            byte[] y = Base64Url.decode(epk.path("y").asText());
            y[31] ^= 1;
            epk.put("y", Base64Url.encode(y));
            return header;
        });
        assertThat(refused()).isEqualTo(RejectionReason.MALFORMED);

        PublicJwk p384 = PublicJwk.of(Keys.generate(SignatureAlgorithm.ES384).getPublic());
        deliversWithHeader(header -> header.set("epk", p384.toJson()));
        assertThat(refused()).isEqualTo(RejectionReason.ENCRYPTION_INVALID);

        deliversWithHeader(header -> {
            header.remove("epk");
            return header;
        });
        assertThat(refused()).isEqualTo(RejectionReason.MALFORMED);
    }

    @Test
    void a_changed_ciphertext_is_refused() throws Exception {
        CustomerMessage message = message();
        String[] parts = bank.messages
                .seal(ExampleMessages.signed(message, bank.receiptKey))
                .compact()
                .split("\\.", -1);
        for (int part : new int[] {2, 3, 4}) {
            String[] changed = parts.clone();
            byte[] bytes = Base64Url.decode(parts[part]);
            bytes[0] ^= 1;
            changed[part] = Base64Url.encode(bytes);
            SealedMessage sealed = new SealedMessage(String.join(".", changed));
            bank.messages.deliver(sealed, ExampleMessages.record(message, sealed));
            assertThat(refused()).isEqualTo(RejectionReason.ENCRYPTION_INVALID);
        }
        String[] withKey = parts.clone();
        withKey[1] = "AAAA";
        SealedMessage sealed = new SealedMessage(String.join(".", withKey));
        bank.messages.deliver(sealed, ExampleMessages.record(message, sealed));
        assertThat(refused()).isEqualTo(RejectionReason.ENCRYPTION_INVALID);
    }

    @Test
    void a_key_name_that_is_a_path_reaches_no_file() {
        String header = Base64Url.encode(Json.print(
                Json.object().put("alg", "ECDH-ES").put("enc", "A256GCM").put("kid", "../../enrolment")));

        assertThatThrownBy(() -> new SealedMessage(header + "..AAAA.AAAA.AAAA"))
                .isInstanceOf(MalformedInputException.class);
    }

    @Test
    void text_that_is_no_message_at_all_is_refused() throws Exception {
        CustomerMessage message = message();
        for (String text : List.of("", "a.b.c", "{}", "\u0000".repeat(100))) {
            delivers(text, message);
            assertThat(refused()).isEqualTo(RejectionReason.MALFORMED);
        }
    }

    @Test
    void a_list_that_is_none_is_said_to_be_none() {
        for (String answer : List.of("[]", "{}", "{\"items\":[{}]}", "{\"items\":[],\"next_cursor\":\"../x\"}")) {
            bank.messages.answer = Optional.of(answer);
            assertThatThrownBy(this::newest).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_log_that_names_another_key_than_at_first_is_an_alarm() throws Exception {
        bank.messages.send(WORDS.subject(), WORDS.text());
        assertThat(wallet.messages().standing(opened())).isInstanceOf(LogStanding.Included.class);
        bank.interactionLog = bank.interactionLog.underAnotherKey();
        bank.messages.send(WORDS.subject(), WORDS.text());

        assertThat(wallet.messages().standing(opened())).isInstanceOf(LogStanding.Alarmed.class);
    }

    @Test
    void a_recipient_key_that_is_not_for_this_is_refused() {
        PublicJwk key = PublicJwk.of(Keys.generate(SignatureAlgorithm.ES256).getPublic());

        assertThat(RecipientKey.parse(key.toJson().put("use", "enc")).thumbprint())
                .isEqualTo(key.thumbprint());
        for (ObjectNode wrong : List.of(
                key.toJson().put("use", "sig"),
                key.toJson().put("alg", "ES256"),
                key.toJson().put("d", "AAAA"),
                key.toJson().put("x5u", "https://mallory.example"),
                PublicJwk.of(Keys.generate(SignatureAlgorithm.ES384).getPublic())
                        .toJson(),
                PublicJwk.of(Keys.generate(SignatureAlgorithm.EDDSA).getPublic())
                        .toJson())) {
            assertThatThrownBy(() -> RecipientKey.parse(wrong)).isInstanceOf(MalformedInputException.class);
        }
    }
}
