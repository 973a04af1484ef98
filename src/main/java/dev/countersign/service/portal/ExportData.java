package dev.countersign.service.portal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.protocol.Base64Url;
import dev.countersign.protocol.Json;
import dev.countersign.protocol.JsonMembers;
import dev.countersign.service.holder.Customer;
import dev.countersign.service.holder.CustomerDids;
import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.Customers;
import dev.countersign.service.holder.DisplayName;
import dev.countersign.service.holder.RegisteredCredentials;
import dev.countersign.service.holder.Wallets;
import dev.countersign.service.issuance.IssuedCredentials;
import dev.countersign.service.platform.Organisation;
import dev.countersign.service.platform.Page;
import dev.countersign.service.platform.PageRequest;
import dev.countersign.service.platform.Problem;
import dev.countersign.service.platform.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All that is kept about a customer, in one JSON document that machines read; {@code docs/portal.md} has its format.
 *
 * <p>Gap: recordings are not in it, nor what records of the timeline say about colleagues.
 */
@ApplicationScoped
public class ExportData {
    static final String FORMAT = "countersign-customer-data";
    private static final int VERSION = 1;

    private final Customers customers;
    private final Held held;
    private final Happened happened;
    private final Organisation organisation;
    private final Clock clock;

    ExportData(Customers customers, Held held, Happened happened, Organisation organisation, Clock clock) {
        this.customers = customers;
        this.held = held;
        this.happened = happened;
        this.organisation = organisation;
        this.clock = clock;
    }

    /**
     * Returns the document.
     *
     * @throws Problem not-found when the customer was erased meanwhile
     */
    @Transactional
    public ObjectNode export(CustomerId id) {
        Customer customer = customers
                .find(id)
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such customer any more."));
        ObjectNode json = Json.object()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("organisation", organisation.name())
                .put("exported_at", JsonMembers.print(clock.instant()));
        json.putObject("customer")
                .put("customer_number", customer.number().value())
                .put("display_name", customer.displayName())
                .put("locale", customer.locale().toLanguageTag())
                .put("phones_registered", customer.phones())
                .put("registered_at", JsonMembers.print(customer.registeredAt()));
        held.write(id, json);
        happened.write(id, json);
        return json;
    }

    /** Calls for every item of a list, page by page. */
    private static <T> void each(Function<PageRequest, Page<T>> list, Consumer<T> item) {
        Optional<String> after = Optional.empty();
        do {
            Page<T> page = list.apply(new PageRequest(PageRequest.MAX_LIMIT, after));
            page.items().forEach(item);
            after = page.nextCursor().map(cursor -> new String(Base64Url.decode(cursor), StandardCharsets.UTF_8));
        } while (after.isPresent());
    }

    private static void put(ObjectNode json, String name, Optional<Instant> at) {
        at.ifPresent(instant -> json.put(name, JsonMembers.print(instant)));
    }

    /** What a customer has with us: devices, DIDs, credentials. */
    @ApplicationScoped
    static class Held {
        private final Wallets wallets;
        private final CustomerDids dids;
        private final IssuedCredentials issued;
        private final RegisteredCredentials registered;

        Held(Wallets wallets, CustomerDids dids, IssuedCredentials issued, RegisteredCredentials registered) {
            this.wallets = wallets;
            this.dids = dids;
            this.issued = issued;
            this.registered = registered;
        }

        void write(CustomerId id, ObjectNode json) {
            ArrayNode devices = json.putArray("wallets");
            wallets.of(id).forEach(wallet -> {
                ObjectNode device = devices.addObject()
                        .put("id", wallet.id().value())
                        .put("state", wallet.state().name().toLowerCase(Locale.ROOT))
                        .put("enrolled_at", JsonMembers.print(wallet.enrolledAt()));
                wallets.name(wallet.id()).map(DisplayName::value).ifPresent(name -> device.put("name", name));
            });
            ArrayNode names = json.putArray("dids");
            each(page -> dids.of(id, page), did -> names.addObject()
                    .put("did", did.did().toString())
                    .put("registered_at", JsonMembers.print(did.registeredAt())));
            ArrayNode ours = json.putArray("credentials_issued");
            each(page -> issued.of(id, page), credential -> ours.addObject()
                    .put("id", credential.id().value())
                    .put("type", credential.type())
                    .put("status", credential.status().name().toLowerCase(Locale.ROOT))
                    .put("issued_at", JsonMembers.print(credential.issuedAt()))
                    .put("expires_at", JsonMembers.print(credential.expiresAt())));
            ArrayNode others = json.putArray("credentials_registered");
            each(page -> registered.of(id, page), credential -> others.addObject()
                    .put("issuer", credential.issuer())
                    .put("vct", credential.vct())
                    .put("registered_at", JsonMembers.print(credential.registeredAt()))
                    .set("claims", credential.claims()));
        }
    }

    /** What happened between a customer and us. */
    @ApplicationScoped
    static class Happened {
        private final ShowInteraction interactions;
        private final ShowReceipts receipts;
        private final ErasureRequests requests;

        Happened(ShowInteraction interactions, ShowReceipts receipts, ErasureRequests requests) {
            this.interactions = interactions;
            this.receipts = receipts;
            this.requests = requests;
        }

        void write(CustomerId id, ObjectNode json) {
            ArrayNode conversations = json.putArray("interactions");
            each(
                    page -> interactions.list(id, page),
                    own -> conversations.add(
                            interaction(interactions.show(id, own.interaction().id()))));
            ArrayNode signed = json.putArray("receipts");
            each(page -> receipts.list(id, page), own -> {
                ObjectNode receipt = signed.addObject()
                        .put("id", own.receipt().id())
                        .put("receipt", own.receipt().receipt());
                receipts.proofOf(own.receipt()).ifPresent(proof -> receipt.put("proof", proof.toString()));
            });
            ArrayNode asked = json.putArray("erasure_requests");
            requests.of(id).forEach(request -> {
                ObjectNode item = asked.addObject()
                        .put("id", request.id())
                        .put("state", request.state().name().toLowerCase(Locale.ROOT))
                        .put("asked_at", JsonMembers.print(request.askedAt()))
                        .put("due_at", JsonMembers.print(request.dueAt()));
                request.decision()
                        .flatMap(ErasureRequest.Decision::reason)
                        .ifPresent(reason -> item.put("reason", reason));
            });
        }

        private static ObjectNode interaction(ShowInteraction.Own own) {
            ObjectNode json = Json.object()
                    .put("id", own.interaction().id().value())
                    .put("channel", own.interaction().channel().wireName())
                    .put("direction", own.interaction().direction().wireName())
                    .put("opened_at", JsonMembers.print(own.interaction().openedAt()));
            put(json, "closed_at", own.interaction().closedAt());
            own.agent().ifPresent(agent -> json.put("agent", agent));
            ArrayNode questions = json.putArray("questions");
            own.questions().forEach(question -> questions.add(question(question)));
            ArrayNode shared = json.putArray("shared");
            own.shared().forEach(attribute -> shared.addObject()
                    .put("issuer", attribute.issuer())
                    .<ObjectNode>set("path", attribute.path().toJson())
                    .set("value", attribute.value()));
            ArrayNode looks = json.putArray("looks");
            own.looks().forEach(look -> looks.add(look(look)));
            own.fallback().ifPresent(fallback -> json.putObject("fallback")
                    .put("outcome", fallback.outcome().name().toLowerCase(Locale.ROOT))
                    .put("at", JsonMembers.print(fallback.decidedAt())));
            ArrayNode timeline = json.putArray("timeline");
            own.timeline().forEach(entry -> timeline.addObject()
                    .put("position", entry.position())
                    .put("type", entry.link().entry().type().wireName())
                    .put("at", JsonMembers.print(entry.at()))
                    .put("commitment", entry.link().entry().commitment().toString()));
            return json;
        }

        private static ObjectNode question(Question question) {
            ObjectNode json = Json.object()
                    .put("challenge", question.ask().id().value())
                    .put("purpose", question.ask().purpose().value())
                    .put("purpose_version", question.ask().purposeVersion())
                    .put("asked_by", question.ask().agentName())
                    .put("asked_at", JsonMembers.print(question.ask().askedAt()))
                    .put("state", question.state());
            ArrayNode asked = json.putArray("asked");
            question.asked().forEach(path -> asked.add(path.toJson()));
            question.receipt().ifPresent(receipt -> json.put("receipt", receipt));
            put(json, "kept_until", question.keptUntil());
            return json;
        }

        private static ObjectNode look(Look look) {
            ObjectNode json = Json.object()
                    .put("kind", look.kind().name().toLowerCase(Locale.ROOT))
                    .put("viewer", look.viewer().kind().name().toLowerCase(Locale.ROOT))
                    .put("at", JsonMembers.print(look.at()));
            look.viewer().name().ifPresent(name -> json.put("name", name));
            look.path().ifPresent(path -> json.set("path", path.toJson()));
            return json;
        }
    }
}
