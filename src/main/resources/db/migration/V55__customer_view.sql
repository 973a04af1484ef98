-- Who looked at a customer's data, when. Kept after the customer is erased: it says nothing about the person.
create table holder_customer_view (
    id          bigint generated always as identity primary key,
    customer_id text not null,
    viewer      text not null,
    viewed_at   timestamptz not null
);
create index holder_customer_view_by_customer on holder_customer_view (customer_id, viewed_at);
