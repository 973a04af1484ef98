package dev.countersign.service.interaction.store;

import dev.countersign.service.holder.CustomerId;
import dev.countersign.service.holder.PhoneNumber;
import dev.countersign.service.interaction.CallerPhones;
import dev.countersign.service.interaction.InteractionId;
import dev.countersign.service.platform.PersonalData;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

@ApplicationScoped
class PostgresCallerPhones implements CallerPhones, PanacheRepositoryBase<CallerPhoneRow, String> {
    private static final String PURPOSE = "interaction.phone";

    private final PersonalData personalData;

    PostgresCallerPhones(PersonalData personalData) {
        this.personalData = personalData;
    }

    @Override
    @Transactional
    public void keep(InteractionId interaction, CustomerId customer, PhoneNumber phone) {
        CallerPhoneRow row = new CallerPhoneRow();
        row.interactionId = interaction.value();
        row.customerId = customer.value();
        row.sealedPhone =
                personalData.seal(customer.value(), PURPOSE, phone.e164().getBytes(StandardCharsets.US_ASCII));
        persist(row);
    }

    @Override
    @Transactional
    public boolean known(InteractionId interaction) {
        return count("interactionId = ?1", interaction.value()) > 0;
    }

    @Override
    @Transactional
    public Optional<PhoneNumber> find(InteractionId interaction) {
        return findByIdOptional(interaction.value())
                .map(row -> personalData.open(row.customerId, PURPOSE, row.sealedPhone))
                .map(e164 -> new PhoneNumber(new String(e164, StandardCharsets.US_ASCII)));
    }

    @Override
    @Transactional
    public void forget(InteractionId interaction) {
        delete("interactionId = ?1", interaction.value());
    }

    @Override
    @Transactional
    public void forget(CustomerId customer) {
        delete("customerId = ?1", customer.value());
    }
}
