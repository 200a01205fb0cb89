#!/bin/bash
# Runs once, when PostgreSQL makes its data directory: the application's two roles and Keycloak's one, with a database each.
set -euo pipefail
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner="$TELEVISIT_DB_OWNER_PASSWORD" -v app="$TELEVISIT_DB_PASSWORD" -v keycloak="$KEYCLOAK_DB_PASSWORD" <<'SQL'
create role televisit_owner login password :'owner';
create role televisit_app login password :'app';
create role keycloak login password :'keycloak';
create database televisit owner televisit_owner;
create database keycloak owner keycloak;
revoke connect on database televisit, keycloak from public;
grant connect on database televisit to televisit_app;
SQL
