package dev.countersign.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.did.WebVhLog;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.RejectionReason;
import dev.countersign.protocol.consent.CallBinding;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.jose.Keys;
import dev.countersign.protocol.jose.SignatureAlgorithm;
import dev.countersign.protocol.openid4vp.RequestUriMethod;
import dev.countersign.protocol.openid4vp.WalletNonce;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final ExampleBank bank = new ExampleBank(URI.create("https://bank.example"), clock);
    private final InMemoryNetwork network = new InMemoryNetwork(bank);
    private Wallet wallet;

    @BeforeEach
    void alice_has_her_card() {
        wallet = AliceWallet.in(directory, network, clock);
        assertThat(AliceWallet.receive(wallet, bank)).isInstanceOf(Received.Added.class);
        network.sent().clear();
    }

    private ConsentPrompt prompt(BankRequest request) {
        Opened opened = wallet.open(request.send());
        assertThat(opened).isInstanceOf(Opened.Prompt.class);
        return ((Opened.Prompt) opened).prompt();
    }

    private RejectionReason refusal(BankRequest request) {
        Opened opened = wallet.open(request.send());
        assertThat(opened).isInstanceOf(Opened.Refused.class);
        return ((Opened.Refused) opened).reason();
    }

    private static Selection typing(String number) {
        return Selection.requiredOnly().typing(new TypedNumber(number));
    }

    private ObjectNode disclosed() {
        return bank.presentations.get(bank.presentations.size() - 1).claims("customer");
    }

    // ---- the main job

    @Test
    void the_prompt_shows_who_why_and_every_value() {
        ConsentPrompt prompt = prompt(bank.ask(CallBinding.NUMBER_ENTRY));

        assertThat(prompt.requester().name()).isEqualTo("Example Bank");
        assertThat(prompt.context().purpose().texts()).containsKeys("en", "es", "ja");
        assertThat(prompt.needsNumber()).isTrue();
        assertThat(prompt.claims())
                .extracting(
                        claim -> claim.label().get("en") + ": " + claim.value().toString())
                .startsWith("Name: \"Alice Moreno\"", "Date of birth: \"1988-04-17\"");
        assertThat(prompt.claims())
                .filteredOn(AskedClaim::isOptional)
                .extracting(AskedClaim::path)
                .containsExactly(ClaimPath.of("address"));
    }

    @Test
    void what_the_issuer_always_discloses_is_shown_although_nobody_asked() {
        assertThat(prompt(bank.ask(CallBinding.NONE)).claims())
                .filteredOn(claim -> claim.path().equals(ClaimPath.of("segment")))
                .hasSize(1)
                .noneMatch(AskedClaim::isOptional);
    }

    @Test
    void the_bank_gets_what_was_required_and_nothing_else() {
        BankRequest request = bank.ask(CallBinding.NUMBER_ENTRY);

        Sent sent = wallet.approve(prompt(request), typing("47"));

        assertThat(sent).isInstanceOf(Sent.Accepted.class);
        assertThat(request.outcome()).isEqualTo("verified");
        assertThat(disclosed().path("name").asText()).isEqualTo("Alice Moreno");
        assertThat(disclosed().has("address")).isFalse();
    }

    @Test
    void an_optional_claim_goes_only_when_the_holder_chose_it() {
        ConsentPrompt prompt = prompt(bank.ask(CallBinding.NONE));
        AskedClaim address = prompt.claims().stream()
                .filter(AskedClaim::isOptional)
                .findFirst()
                .orElseThrow();

        wallet.approve(prompt, Selection.requiredOnly().with(address));

        assertThat(disclosed().path("address").path("locality").asText()).isEqualTo("Leeds");
    }

    @Test
    void a_wrong_number_is_an_attempt_and_the_right_one_still_counts() {
        BankRequest request = bank.ask(CallBinding.NUMBER_ENTRY);
        ConsentPrompt prompt = prompt(request);

        Sent first = wallet.approve(prompt, typing("11"));
        Sent second = wallet.approve(prompt, typing("47"));

        assertThat(first).isInstanceOfSatisfying(Sent.WrongNumber.class, wrong -> assertThat(wrong.attemptsLeft())
                .hasValue(2));
        assertThat(second).isInstanceOf(Sent.Accepted.class);
    }

    @Test
    void after_three_wrong_numbers_the_prompt_is_over() {
        ConsentPrompt prompt = prompt(bank.ask(CallBinding.NUMBER_ENTRY));

        List<Sent> sent = List.of("11", "12", "13").stream()
                .map(number -> wallet.approve(prompt, typing(number)))
                .collect(Collectors.toList());

        assertThat(sent.subList(0, 2)).allMatch(Sent.WrongNumber.class::isInstance);
        assertThat(sent.get(2)).isEqualTo(new Sent.Refused("access_denied"));
        assertThat(wallet.approve(prompt, typing("47"))).isInstanceOf(Sent.AlreadyAnswered.class);
    }

    @Test
    void read_back_leads_to_the_page_with_the_code() {
        Sent sent = wallet.approve(prompt(bank.ask(CallBinding.READ_BACK)), Selection.requiredOnly());

        assertThat(sent)
                .isEqualTo(new Sent.Accepted(Optional.of(URI.create("https://bank.example/call/response-code"))));
    }

    @Test
    void declining_discloses_nothing_and_tells_the_bank() {
        BankRequest request = bank.ask(CallBinding.NUMBER_ENTRY);

        wallet.decline(prompt(request));

        assertThat(request.outcome()).isEqualTo("declined");
        assertThat(bank.presentations).isEmpty();
        assertThat(wallet.history().get(0).answer().kind()).isEqualTo(ConsentRecord.Kind.DECLINED);
    }

    @Test
    void not_on_this_call_reaches_the_bank_as_a_report() {
        BankRequest request = bank.ask(CallBinding.NUMBER_ENTRY);

        Sent sent = wallet.report(prompt(request));

        assertThat(sent).isInstanceOf(Sent.Accepted.class);
        assertThat(request.outcome()).isEqualTo("reported");
        assertThat(wallet.history().get(0).answer().disclosed()).isEmpty();
    }

    @Test
    void a_report_is_remembered_even_when_the_bank_cannot_be_reached() {
        ConsentPrompt prompt = prompt(bank.ask(CallBinding.NUMBER_ENTRY));
        network.goDown();

        assertThat(wallet.report(prompt)).isInstanceOf(Sent.Unsent.class);
        assertThat(wallet.history().get(0).answer().kind()).isEqualTo(ConsentRecord.Kind.REPORTED);
    }

    @Test
    void an_answer_that_did_not_arrive_can_be_sent_again() {
        ConsentPrompt prompt = prompt(bank.ask(CallBinding.NONE));
        network.goDown();
        Sent first = wallet.approve(prompt, Selection.requiredOnly());
        network.comeBack();

        assertThat(first).isInstanceOf(Sent.Unsent.class);
        assertThat(wallet.approve(prompt, Selection.requiredOnly())).isInstanceOf(Sent.Accepted.class);
    }

    // ---- receipts

    @Test
    void the_receipt_of_an_approval_matches_what_was_shown() throws Exception {
        BankRequest request = bank.ask(CallBinding.NONE);
        wallet.approve(prompt(request), Selection.requiredOnly());

        ConsentRecord record = wallet.receipts().fetch(request.challenge()).orElseThrow();

        assertThat(record.receipt().orElseThrow().finding()).isEqualTo(KeptReceipt.Finding.MATCHES);
        assertThat(wallet.history().get(0).receipt()).isEqualTo(record.receipt());
    }

    @Test
    void a_receipt_that_claims_more_than_was_disclosed_is_kept_as_evidence() throws Exception {
        bank.receiptContent = receipt -> new dev.countersign.protocol.consent.ConsentReceipt(
                receipt.issuer(),
                receipt.issuedAt(),
                receipt.id(),
                receipt.challenge(),
                receipt.purpose(),
                receipt.asked(),
                receipt.answered(),
                receipt.asked(),
                receipt.holderKeyThumbprint(),
                receipt.textsSha256(),
                receipt.answeredAt(),
                receipt.logged());
        BankRequest request = bank.ask(CallBinding.NONE);
        wallet.approve(prompt(request), Selection.requiredOnly());

        ConsentRecord record = wallet.receipts().fetch(request.challenge()).orElseThrow();

        assertThat(record.receipt().orElseThrow().finding()).isEqualTo(KeptReceipt.Finding.DIFFERS);
    }

    @Test
    void a_receipt_signed_by_somebody_else_does_not_match() throws Exception {
        bank.receiptSigner = Keys.generate(SignatureAlgorithm.ES256);
        BankRequest request = bank.ask(CallBinding.NONE);
        wallet.approve(prompt(request), Selection.requiredOnly());

        assertThat(wallet.receipts()
                        .fetch(request.challenge())
                        .orElseThrow()
                        .receipt()
                        .orElseThrow()
                        .finding())
                .isEqualTo(KeptReceipt.Finding.DIFFERS);
    }

    // ---- attacks on who asks

    @Test
    void a_stranger_is_refused_and_not_even_contacted() {
        BankRequest request = bank.ask(CallBinding.NONE).sayingOutside("decentralized_identifier:did:web:evil.example");

        assertThat(wallet.open(request.send())).isInstanceOf(Opened.Stranger.class);
        assertThat(network.sent()).isEmpty();
    }

    @Test
    void a_bank_known_by_its_address_may_come_by_a_did_with_a_history_and_then_never_without_it_again() {
        BankRequest byAddress = bank.ask(CallBinding.NONE);
        bank.adoptsDidWithHistory();
        wallet.approve(prompt(bank.ask(CallBinding.NONE)), Selection.requiredOnly());

        assertThat(wallet.enrolments()).singleElement().satisfies(enrolment -> assertThat(
                        enrolment.organisation().did())
                .isEqualTo(bank.did()));
        assertThat(wallet.history()).isNotEmpty();
        assertThat(wallet.open(byAddress.send())).isInstanceOf(Opened.Stranger.class);
    }

    @Test
    void a_did_with_a_history_at_another_address_is_a_stranger() {
        bank.adoptsDidWithHistory();
        String elsewhere = bank.did().substring(0, bank.did().lastIndexOf(':')) + ":evil.example";

        assertThat(wallet.open(bank.ask(CallBinding.NONE)
                        .sayingOutside("decentralized_identifier:" + elsewhere)
                        .send()))
                .isInstanceOf(Opened.Stranger.class);
    }

    @Test
    void another_history_at_the_same_address_is_a_stranger() {
        bank.adoptsDidWithHistory();
        prompt(bank.ask(CallBinding.NONE));
        bank.adoptsDidWithHistory();

        assertThat(wallet.open(bank.ask(CallBinding.NONE).send())).isInstanceOf(Opened.Stranger.class);
    }

    @Test
    void a_history_that_lost_an_entry_is_not_believed() {
        bank.adoptsDidWithHistory();
        WebVhLog before = bank.history();
        bank.changesItsDid();
        prompt(bank.ask(CallBinding.NONE));
        bank.showsHistory(before);

        assertThat(wallet.open(bank.ask(CallBinding.NONE).send())).isInstanceOf(Opened.Refused.class);
    }

    @Test
    void a_request_signed_by_another_key_is_refused() {
        assertThat(refusal(bank.ask(CallBinding.NONE).signedBy(Keys.generate(SignatureAlgorithm.ES256))))
                .isEqualTo(RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void a_request_whose_inner_client_id_is_another_is_refused() {
        assertThat(refusal(bank.ask(CallBinding.NONE).sayingInside("decentralized_identifier:did:web:evil.example")))
                .isEqualTo(RejectionReason.CLIENT_INVALID);
    }

    @Test
    void a_stored_request_object_served_again_lacks_our_wallet_nonce() {
        assertThat(refusal(bank.ask(CallBinding.NONE).answeringWalletNonce(sent -> Optional.empty())))
                .isEqualTo(RejectionReason.REPLAYED);
    }

    @Test
    void a_request_object_made_for_another_wallet_nonce_is_refused() {
        assertThat(refusal(bank.ask(CallBinding.NONE)
                        .answeringWalletNonce(sent -> Optional.of(WalletNonce.parse("another")))))
                .isEqualTo(RejectionReason.REPLAYED);
    }

    @Test
    void a_request_fetched_by_get_carries_no_wallet_nonce_and_is_taken() {
        assertThat(wallet.open(bank.ask(CallBinding.NONE)
                        .fetchedBy(RequestUriMethod.GET)
                        .send()))
                .isInstanceOf(Opened.Prompt.class);
    }

    @Test
    void a_request_object_of_another_media_type_is_refused() {
        assertThat(refusal(bank.ask(CallBinding.NONE).servedAs("application/jwt")))
                .isEqualTo(RejectionReason.WRONG_TYPE);
    }

    @Test
    void an_expired_request_is_refused_at_the_very_instant() {
        BankRequest request = bank.ask(CallBinding.NONE);
        URI link = request.send();
        clock.pass(Duration.ofSeconds(90));

        assertThat(wallet.open(link))
                .isInstanceOfSatisfying(Opened.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(RejectionReason.EXPIRED));
    }

    @Test
    void a_request_that_was_never_published_is_over_and_no_attack() {
        URI link = URI.create("openid4vp://?client_id=decentralized_identifier%3A" + bank.did()
                + "&request_uri=https%3A%2F%2Fbank.example%2Fopenid4vp%2Frequests%2Fnone");

        assertThat(wallet.open(link))
                .isInstanceOfSatisfying(Opened.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(RejectionReason.EXPIRED));
    }

    @Test
    void a_request_without_our_context_is_refused() {
        assertThat(refusal(bank.ask(CallBinding.NONE).withoutContext())).isEqualTo(RejectionReason.CLIENT_INVALID);
    }

    @Test
    void an_unreachable_bank_is_undecided_and_no_fraud() {
        URI link = bank.ask(CallBinding.NONE).send();
        network.goDown();

        assertThat(wallet.open(link)).isInstanceOf(Opened.Undecided.class);
    }

    @Test
    void what_is_no_request_at_all_is_malformed() {
        assertThat(wallet.open(URI.create("openid4vp://?nothing=here")))
                .isInstanceOfSatisfying(Opened.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(RejectionReason.MALFORMED));
    }

    // ---- attacks on what is answered

    @Test
    void a_query_for_nothing_that_alice_holds_discloses_nothing() {
        assertThat(wallet.open(bank.ask(CallBinding.NONE)
                        .forType("https://other.example/type")
                        .send()))
                .isInstanceOf(Opened.NothingHeld.class);
        assertThat(bank.presentations).isEmpty();
    }

    @Test
    void a_prompt_is_good_for_one_answer() {
        ConsentPrompt prompt = prompt(bank.ask(CallBinding.NONE));
        wallet.approve(prompt, Selection.requiredOnly());

        assertThat(wallet.approve(prompt, Selection.requiredOnly())).isInstanceOf(Sent.AlreadyAnswered.class);
        assertThat(bank.presentations).hasSize(1);
    }

    @Test
    void a_prompt_that_was_declined_cannot_be_approved_later() {
        ConsentPrompt prompt = prompt(bank.ask(CallBinding.NONE));
        wallet.decline(prompt);

        assertThat(wallet.approve(prompt, Selection.requiredOnly())).isInstanceOf(Sent.AlreadyAnswered.class);
        assertThat(bank.presentations).isEmpty();
    }

    @Test
    void approving_at_the_very_end_is_too_late() {
        ConsentPrompt prompt = prompt(bank.ask(CallBinding.NONE));
        clock.pass(Duration.ofSeconds(90));

        assertThat(wallet.approve(prompt, Selection.requiredOnly())).isInstanceOf(Sent.Expired.class);
        assertThat(bank.presentations).isEmpty();
    }

    @Test
    void the_number_cannot_be_left_out_where_it_is_needed() {
        ConsentPrompt prompt = prompt(bank.ask(CallBinding.NUMBER_ENTRY));

        assertThatThrownBy(() -> wallet.approve(prompt, Selection.requiredOnly()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(bank.presentations).isEmpty();
    }

    @Test
    void a_claim_of_another_prompt_cannot_be_slipped_in() {
        ConsentPrompt prompt = prompt(bank.ask(CallBinding.NONE));
        AskedClaim foreign = new AskedClaim(
                "customer",
                ClaimPath.of("account_balance"),
                java.util.Map.of(),
                Json.object(),
                java.util.Map.of(),
                AskedClaim.Need.OPTIONAL);

        assertThatThrownBy(() -> wallet.approve(prompt, Selection.requiredOnly().with(foreign)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_copy_that_one_verifier_saw_is_never_shown_to_another() {
        wallet.approve(prompt(bank.ask(CallBinding.NONE)), Selection.requiredOnly());
        StoredCredential credential = wallet.credentials().get(0);

        CredentialCopy other = credential
                .copyFor("decentralized_identifier:did:web:other.example")
                .orElseThrow();
        CredentialCopy same =
                credential.copyFor("decentralized_identifier:" + bank.did()).orElseThrow();

        assertThat(other.key()).isNotEqualTo(same.key());
        assertThat(same.shownTo()).isPresent();
        assertThat(credential.unusedCopies()).isEqualTo(3);
    }

    @Test
    void when_every_copy_was_seen_a_new_verifier_gets_none() {
        StoredCredential used = wallet.credentials().get(0);
        for (int i = 0; i < 4; i++) {
            String verifier = "x509_san_dns:shop" + i + ".example";
            used = used.showing(used.copyFor(verifier).orElseThrow(), verifier);
        }

        assertThat(used.copyFor("x509_san_dns:one-more.example")).isEmpty();
    }

    @Test
    void the_wallet_survives_a_restart() {
        wallet.approve(prompt(bank.ask(CallBinding.NONE)), Selection.requiredOnly());

        Wallet again = AliceWallet.in(directory, network, clock);

        assertThat(again.credentials()).hasSize(1);
        assertThat(again.credentials().get(0).unusedCopies()).isEqualTo(3);
        assertThat(again.enrolments()).hasSize(1);
        assertThat(again.history()).hasSize(1);
        assertThat(again.open(bank.ask(CallBinding.NONE).send())).isInstanceOf(Opened.Prompt.class);
    }

    @Test
    void nothing_that_is_printed_tells_a_claim() {
        ConsentPrompt prompt = prompt(bank.ask(CallBinding.NONE));

        assertThat(List.of(
                        prompt.toString(),
                        prompt.claims().toString(),
                        wallet.credentials().toString(),
                        wallet.credentials().get(0).statement().toString()))
                .noneMatch(text -> text.contains("Alice") || text.contains("4711"));
        assertThat(Set.of(typing("47").toString())).noneMatch(text -> text.contains("47"));
    }
}
