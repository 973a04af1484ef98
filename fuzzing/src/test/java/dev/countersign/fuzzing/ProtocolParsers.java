package dev.countersign.fuzzing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.MalformedInputException;
import dev.countersign.protocol.consent.ConsentContext;
import dev.countersign.protocol.consent.ReceiptFile;
import dev.countersign.protocol.dcql.ClaimPath;
import dev.countersign.protocol.dcql.DcqlQuery;
import dev.countersign.protocol.jose.CertificateChain;
import dev.countersign.protocol.jose.JwkSet;
import dev.countersign.protocol.jose.Jws;
import dev.countersign.protocol.jose.PublicJwk;
import dev.countersign.protocol.log.AddCheckpointRequest;
import dev.countersign.protocol.log.AddCheckpointResponse;
import dev.countersign.protocol.log.Checkpoint;
import dev.countersign.protocol.log.CoseReceipt;
import dev.countersign.protocol.log.EntryBundle;
import dev.countersign.protocol.log.LogEntry;
import dev.countersign.protocol.log.LogPath;
import dev.countersign.protocol.log.SignedNote;
import dev.countersign.protocol.log.TimelineRecord;
import dev.countersign.protocol.log.TlogProof;
import dev.countersign.protocol.log.VerifierKey;
import dev.countersign.protocol.log.WitnessPolicy;
import dev.countersign.protocol.message.CustomerMessage;
import dev.countersign.protocol.message.RecipientKey;
import dev.countersign.protocol.message.SealedMessage;
import dev.countersign.protocol.message.SendingRecord;
import dev.countersign.protocol.openid4vci.CredentialConfiguration;
import dev.countersign.protocol.openid4vci.CredentialIssuerMetadata;
import dev.countersign.protocol.openid4vci.CredentialOffer;
import dev.countersign.protocol.openid4vci.CredentialRequest;
import dev.countersign.protocol.openid4vci.EndpointPolicy;
import dev.countersign.protocol.openid4vci.NonceResponse;
import dev.countersign.protocol.openid4vci.NotificationRequest;
import dev.countersign.protocol.openid4vci.TokenRequest;
import dev.countersign.protocol.openid4vci.TokenResponse;
import dev.countersign.protocol.openid4vp.AuthorizationRequest;
import dev.countersign.protocol.openid4vp.ClientId;
import dev.countersign.protocol.openid4vp.FormParameters;
import dev.countersign.protocol.openid4vp.ResponseUri;
import dev.countersign.protocol.openid4vp.VpToken;
import dev.countersign.protocol.sdjwt.SdJwt;
import dev.countersign.protocol.statuslist.StatusList;
import dev.countersign.protocol.statuslist.StatusListToken;
import dev.countersign.protocol.statuslist.StatusReference;
import dev.countersign.protocol.transaction.TransactionData;
import dev.countersign.protocol.wallet.EnrolmentRequest;
import dev.countersign.protocol.wallet.MessagePage;
import dev.countersign.protocol.wallet.PushMessage;
import dev.countersign.protocol.wallet.PushSubscription;
import dev.countersign.protocol.wallet.ReceiptPage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** The parsers of protocol. */
public final class ProtocolParsers {
    private static final int BATCH = 10;

    static final List<Parser> ALL = List.of(
            json("json", ProtocolParsers::sameWhenPrinted),
            text("base64url", input -> Parser.same(input, Base64Url.encode(Base64Url.decode(input)))),
            text("jws", Jws::parse),
            json("jwk", PublicJwk::parse),
            json("jwk-set", JwkSet::parse),
            json("x5c", CertificateChain::parse),
            text("sd-jwt", SdJwt::parse),
            json("sd-jwt-json", SdJwt::parseJson),
            json("dcql", DcqlQuery::parse),
            json("claim-path", ClaimPath::parse),
            object("authorization-request", AuthorizationRequest::parse),
            json("vp-token", VpToken::parse),
            text("client-id", ClientId::parse),
            text("response-uri", ResponseUri::parse),
            text("direct-post", FormParameters::parse),
            text("form", dev.countersign.protocol.FormParameters::parse),
            text("token-request", input -> TokenRequest.parse(dev.countersign.protocol.FormParameters.parse(input))),
            json("token-response", TokenResponse::parse),
            json("credential-offer", json -> CredentialOffer.parse(json, EndpointPolicy.ALLOWING_LOOPBACK_HTTP)),
            json(
                    "issuer-metadata",
                    json -> CredentialIssuerMetadata.parse(
                            json, json.path("credential_issuer").asText(), EndpointPolicy.ALLOWING_LOOPBACK_HTTP)),
            json("credential-configuration", CredentialConfiguration::parse),
            json("credential-request", json -> CredentialRequest.read(json, BATCH)),
            json("nonce-response", NonceResponse::parse),
            json("notification", NotificationRequest::parse),
            text("status-list-token", StatusListToken::parse),
            json("status-list", StatusList::parse),
            json("status-reference", StatusReference::parse),
            text("transaction-data", TransactionData::parse),
            json("consent-context", ConsentContext::parse),
            json("enrolment", EnrolmentRequest::parse),
            json("push-subscription", PushSubscription::parse),
            json("push-message", PushMessage::parse),
            json("receipts", ReceiptPage::parse),
            bytes(
                    "signed-note",
                    input -> Parser.same(text(input), SignedNote.parse(input).toString())),
            text(
                    "checkpoint",
                    input -> Parser.same(input, Checkpoint.parse(input).text())),
            text(
                    "verifier-key",
                    input -> Parser.same(input, VerifierKey.parse(input).toString())),
            text("log-path", input -> Parser.same(input, LogPath.parse(input).toString())),
            text("witness-policy", WitnessPolicy::parse),
            bytes(
                    "tlog-proof",
                    input -> Parser.same(text(input), TlogProof.parse(input).toString())),
            bytes(
                    "add-checkpoint",
                    input -> Parser.same(
                            text(input), AddCheckpointRequest.parse(input).toString())),
            bytes("add-checkpoint-answer", input -> {
                AddCheckpointResponse.parse(409, input);
                AddCheckpointResponse.parse(200, input);
            }),
            base64("entry-bundle", input -> {
                EntryBundle.parse(input, 1);
                EntryBundle.parse(input, 2);
            }),
            base64("log-entry", LogEntry::parse),
            base64("cose-receipt", CoseReceipt::parse),
            bytes(
                    "receipt-file",
                    input -> sameWhenPrinted(ReceiptFile.parse(input).toJson())),
            object("timeline-record", TimelineRecord::parse),
            json(
                    "recipient-key",
                    input -> sameWhenPrinted(RecipientKey.parse(input).toJson())),
            text("sealed-message", input -> Parser.same(input, new SealedMessage(input).compact())),
            json(
                    "sending-record",
                    input -> sameWhenPrinted(SendingRecord.parse(input).toJson())),
            json(
                    "message-page",
                    input -> sameWhenPrinted(MessagePage.parse(input).toJson())),
            object("customer-message", CustomerMessage::parse));

    private ProtocolParsers() {}

    /** What the fuzzer calls: the first byte chooses the parser. */
    public static void fuzzerTestOneInput(byte[] data) {
        Seeds.choose(ALL, data);
    }

    // Compared as text: what was read as 1e0 is printed as 1, and read again as another kind of number.
    private static void sameWhenPrinted(JsonNode json) {
        byte[] printed = Json.print(json);
        Parser.same(
                new String(printed, StandardCharsets.UTF_8),
                new String(Json.print(Json.parse(printed)), StandardCharsets.UTF_8));
    }

    private static Parser text(String name, Consumer<String> parse) {
        return Parser.ofText(name, parse, MalformedInputException.class);
    }

    private static Parser json(String name, Consumer<JsonNode> parse) {
        return new Parser(name, bytes -> parse.accept(Json.parse(bytes)), MalformedInputException.class);
    }

    private static Parser object(String name, Consumer<ObjectNode> parse) {
        return new Parser(name, bytes -> parse.accept(Json.parseObject(bytes)), MalformedInputException.class);
    }

    private static Parser bytes(String name, Consumer<byte[]> parse) {
        return new Parser(name, parse, MalformedInputException.class);
    }

    // Seeds are texts, and these formats are not.
    private static Parser base64(String name, Consumer<byte[]> parse) {
        return text(name, input -> parse.accept(Base64Url.decode(input)));
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
