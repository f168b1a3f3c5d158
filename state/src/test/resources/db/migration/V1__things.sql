create table thing (
    id varchar(64) primary key,
    amount bigint not null,
    ratio double precision,
    note text,
    done boolean not null default false,
    at timestamp with time zone not null
);
create index thing_at on thing (at);
