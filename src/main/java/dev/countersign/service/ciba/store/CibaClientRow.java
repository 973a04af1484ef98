package dev.countersign.service.ciba.store;

import com.nimbusds.jose.JWSAlgorithm;
import dev.countersign.service.ciba.CibaClient;
import dev.countersign.service.ciba.DeliveryMode;
import dev.countersign.service.consent.PurposeName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of {@code ciba_client}. */
@Entity
@Table(name = "ciba_client")
class CibaClientRow {
    private static final String SEPARATOR = " ";

    @Id
    @Column(name = "client_id")
    String clientId;

    @Enumerated(EnumType.STRING)
    DeliveryMode mode;

    @Column(name = "notification_endpoint")
    @Nullable
    String notificationEndpoint;

    @Column(name = "request_signing_alg")
    @Nullable
    String requestSigningAlg;

    @Enumerated(EnumType.STRING)
    CibaClient.Profile profile;

    String options;

    String purposes;

    void take(CibaClient client) {
        mode = client.mode();
        notificationEndpoint = client.notificationEndpoint().map(URI::toString).orElse(null);
        requestSigningAlg = client.requestSigning().map(JWSAlgorithm::getName).orElse(null);
        profile = client.profile();
        options = client.options().stream().map(Enum::name).sorted().collect(Collectors.joining(SEPARATOR));
        purposes = client.purposes().stream().map(PurposeName::value).collect(Collectors.joining(SEPARATOR));
    }

    CibaClient toClient() {
        Set<CibaClient.Option> read =
                words(options).stream().map(CibaClient.Option::valueOf).collect(Collectors.toSet());
        return new CibaClient(
                clientId,
                mode,
                Optional.ofNullable(notificationEndpoint).map(URI::create),
                Optional.ofNullable(requestSigningAlg).map(JWSAlgorithm::parse),
                profile,
                read,
                words(purposes).stream().map(PurposeName::new).toList());
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(SEPARATOR, -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
